/**
 * The H2 file of a job: made, checked, copied, opened, written by one thread.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>All writes pass through one thread, which commits together whatever is waiting
 *       ({@link io.contactsync.ledger.db.GroupCommitWriter}). An awaited write returns when it is on disk; a deferred
 *       one returns at once and is committed within 200 ms, which saves commits and thereby file growth.
 *   <li>All SQL is standard and runs on PostgreSQL, too, except for what {@link io.contactsync.ledger.db.H2} names.
 *   <li>{@code WRITE_DELAY=0} and {@code REUSE_SPACE=FALSE}: with either left out, H2 loses acknowledged rows on
 *       {@code kill -9}. {@code retry:}, because an interrupt closes a file, and this opens it again; {@code async:},
 *       which is not closed by one, hands every page from thread to thread and took twice as long to write and nine
 *       times to go through a whole file.
 *   <li>The file grows by that: a commit writes 10 kB and more, of pages that each have one new row. Pages of 2 kB save
 *       40 % of it, and cost a quarter more CPU in bulk reads. The file is compacted when it is opened or closed and
 *       has grown by a quarter, and in the middle of a run when it is longer than 1 GB and three times what it was
 *       compacted to: the writer does it between two groups, for a few seconds, while reads and Spring Batch wait for
 *       their connection ({@link io.contactsync.ledger.db.Compaction}).
 *   <li>What goes through the whole file, the check at its opening and a compaction, opens it with {@code file:}. No
 *       thread that does this is interrupted.
 *   <li>What is written with every contact has no index with keys in random order but the link's own and that of its
 *       match values: each such index is a page to write for each contact of a commit. So the events of a contact are a
 *       chain, and a link names its match values.
 *   <li>A ledger is made beside its place and moved there complete. So a file that lacks a table is broken and not new,
 *       and one that is missing beside its backup was lost: neither is ever begun anew in silence.
 *   <li>Every opening looks at every link's checksum before it copies the file to {@code JOB.backup.mv.db}: a broken
 *       ledger never replaces a good backup.
 *   <li>{@code JOB.size} says how long the file was left (and how long it was when it was compacted), because a file
 *       that was cut off at its end can read as an older one.
 *   <li>Another target is refused, because links would name contacts that are not there. Another kind of source is
 *       refused, because its ids are others: contact 7 of one system would overwrite contact 7 of the other. The same
 *       kind at another address can be either a system that has moved or another system, and only the operator knows:
 *       {@code --fresh} says that it has moved.
 * </ul>
 */
@NullMarked
package io.contactsync.ledger.db;

import org.jspecify.annotations.NullMarked;
