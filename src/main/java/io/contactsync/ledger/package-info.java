/**
 * The ledger of a job: which source contact is linked to which target contact, what was last sent, and what happened.
 *
 * <p>{@link io.contactsync.ledger.JobLedger} opens a job's ledger, {@link io.contactsync.ledger.ChannelLedger} reads
 * and writes the links of one channel, {@link io.contactsync.ledger.ChangeDetector} compares a draft with a link.
 * {@link io.contactsync.ledger.db} keeps the database file intact.
 *
 * <p>Links:
 *
 * <ul>
 *   <li>A link is one row, written completely at every step of a contact. It holds a keyed hash of each field that was
 *       sent, so that the ledger detects changes but does not reveal contacts.
 *   <li>A row carries a checksum, because half of all random bit flips in an H2 file read as silently wrong rows.
 *   <li>A match value belongs to a contact from its intent on. While it is unknown whether the create was done, another
 *       contact with that value could become a duplicate of the same person.
 *   <li>Each new contact requires a check that no other contact has its match value, and hardly any has. A filter in
 *       memory answers nearly all of these checks once there are many ({@link io.contactsync.ledger.BloomFilter});
 *       queries took a fifth of the run time.
 * </ul>
 *
 * <p>Durability:
 *
 * <ul>
 *   <li>An intent, a new or deleted link and a reject are committed before the method returns. An intent is also
 *       synced, so that a power loss does not lead to a duplicate. A record that only saves calls is deferred: it is
 *       committed within 200 ms, or together with the next record that is committed at once.
 *   <li>Records are committed in the order in which they were written. So after a crash the database holds a prefix of
 *       them.
 *   <li>Every query flushes the deferred records first. That is simpler than a second copy of them in memory, and rare:
 *       a contact is read once a run. A checkpoint is moved only after a flush.
 * </ul>
 *
 * <p>Tables:
 *
 * <ul>
 *   <li>The records of a group commit are applied together: one query reads the present rows of all their contacts, and
 *       of each contact only the last state is written. All events are written.
 *   <li>New links are inserted in the order of their records, which is about the source's order. A later run reads them
 *       in that order, and reads adjacent rows together ({@link io.contactsync.ledger.LinkReader}).
 *   <li>Ledgers of earlier versions with a journal beside the database are migrated by
 *       {@link io.contactsync.ledger.JournalMigration}.
 * </ul>
 */
@NullMarked
package io.contactsync.ledger;

import org.jspecify.annotations.NullMarked;
