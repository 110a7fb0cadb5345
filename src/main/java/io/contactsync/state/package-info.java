/**
 * The one directory that outlives a run: who works in it, the key of its hashes, and the ways in which it can fail.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The key is made once. Where ledgers are and no key is, no hash would match and every contact would look
 *       changed: that is refused and not mended with a new key.
 *   <li>Who has a job is told by a lock on {@code JOB.owner}, which dies with its process; the text in the file only
 *       says who. So the text of a dead process is never believed, and the lock also covers what happens to the ledger
 *       while H2 has it closed: backup and compaction.
 * </ul>
 */
@NullMarked
package io.contactsync.state;

import org.jspecify.annotations.NullMarked;
