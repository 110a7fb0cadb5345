/**
 * The H2 file of a job: creating, checking, backing up, opening, writing and compacting it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>All writes pass through one thread, which commits together whatever is waiting
 *       ({@link io.contactsync.ledger.db.GroupCommitWriter}). An awaited write returns when it is committed, which
 *       means that it survives the death of the process; a deferred one returns at once and is committed within 200 ms,
 *       which saves commits and thereby file growth.
 *   <li>A commit is synced only for those that ask for it, on a second thread, and one sync serves all that wait
 *       ({@link io.contactsync.ledger.db.SharedSync}). The writer continues with the next group meanwhile. A failed
 *       sync ends all writing, because the operating system may have dropped the unwritten pages.
 *   <li>All SQL is standard and also runs on PostgreSQL, except what is in {@link io.contactsync.ledger.db.H2}.
 *   <li>{@code WRITE_DELAY=0} and {@code REUSE_SPACE=FALSE}: with either left out, H2 loses acknowledged rows on
 *       {@code kill -9}. {@code retry:} reopens the file after an interrupt has closed it. {@code async:} is not closed
 *       by interrupts, but passes every page between threads: writes took twice as long, full scans nine times.
 *   <li>So the file only grows: a commit writes 10 kB and more, because it rewrites every page that it changes. At 200
 *       calls a minute with 100,000 links that is 155 MB an hour in an import of new contacts and 138 MB in a run of
 *       updates with pages of 4 kB; the limit is 200 MB. H2's default of 16 kB needs 281 and 235 MB and reads no
 *       faster. Pages of 2 kB need 147 and 120 MB, but take 25 % more CPU for reading all links and 50 % more for
 *       opening. The file is compacted when it is opened or closed and has grown by a quarter, and during a run when it
 *       is longer than 1 GB and three times its last compacted size: the writer does it between two groups, for a few
 *       seconds, while reads and Spring Batch wait for their connection ({@link io.contactsync.ledger.db.Compaction}).
 *   <li>The check at opening and the compaction read the whole file and open it with {@code file:}, which is faster.
 *       Their threads are never interrupted.
 *   <li>Of the tables that are written for every contact, only links and match values have indexes with random keys,
 *       because each such index costs one page per contact of a commit. Therefore the events of a contact form a chain,
 *       and a link lists its match values.
 *   <li>A ledger is created under another name and then renamed. So a file without all tables is damaged and not new,
 *       and a missing file with a backup was lost. Neither is silently replaced by a new ledger.
 *   <li>Every opening checks every link's checksum before it copies the file to {@code JOB.backup.mv.db}, so that a
 *       damaged ledger never replaces a good backup.
 *   <li>{@code JOB.size} records the size at the last close and after the last compaction, because a file that was
 *       truncated can read as an older one.
 *   <li>So can a file with a damaged page, because H2 then falls back to the chunks before it, also when it opens the
 *       file for the second time. Therefore each commit advances a serial in the table {@code meta}, and
 *       {@code JOB.serial} ({@link io.contactsync.ledger.db.SerialFile}) records it outside: after the commit and
 *       before its writer is told of it. So the recorded serial is never larger than that of the database, whenever the
 *       process is killed, and covers everything that was acknowledged. A ledger with a smaller serial is refused. A
 *       crash of the machine may lose commits that were not synced, so the file also holds the serial of the last sync
 *       and the boot of the system: after a restart only the synced commits are required. Nothing is synced for it, and
 *       it is overwritten in place, in one write of one line, for which a full disk has space.
 *   <li>While a ledger is closed, {@code JOB.serial} also holds the checksum of its file, so that any damage is
 *       noticed, also in rows that have no checksum of their own. It is removed, synced, before the file is opened for
 *       writing.
 *   <li>A backup is a copy with a row in {@code meta} that says that it is one, so it may be older. When it is opened
 *       in the ledger's place, its serial becomes larger than all before, and it is marked as restored until a run
 *       accepts that links are missing. The ledger's id, which its backups share, prevents the use of another job's
 *       file. A missing or damaged {@code JOB.serial} is written again with a warning, because it may be the only
 *       damage; a ledger of an earlier version has none.
 *   <li>Another target is refused, because the links would name contacts that do not exist there. Another kind of
 *       source is refused, because contact 7 of one system would overwrite contact 7 of the other. The same kind of
 *       source at another address may be the same system after a move or a different one, which only the operator
 *       knows: {@code --fresh} confirms that it has moved.
 * </ul>
 */
@NullMarked
package io.contactsync.ledger.db;

import org.jspecify.annotations.NullMarked;
