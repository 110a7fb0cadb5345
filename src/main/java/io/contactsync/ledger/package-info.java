/**
 * What was sent, to whom, and what came of it: one H2 file a job.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A link is one row, written whole at every step of a contact, so that a step is one row of one transaction. What
 *       a field was last sent as stands in it as a keyed hash: the ledger can tell a change, and nobody can read a
 *       contact out of it.
 *   <li>A row carries a checksum, because half of all random bit flips in an H2 file read as silently wrong rows.
 *   <li>All writes pass through one thread, which commits together whatever is waiting
 *       ({@link io.contactsync.ledger.GroupCommit}). A write returns when it is on disk.
 *   <li>{@code WRITE_DELAY=0} and {@code REUSE_SPACE=FALSE}: with either left out, H2 loses acknowledged rows on
 *       {@code kill -9}. The file grows by that, and is compacted when it is opened and closed.
 * </ul>
 */
@NullMarked
package io.contactsync.ledger;

import org.jspecify.annotations.NullMarked;
