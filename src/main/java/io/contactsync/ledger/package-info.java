/**
 * What was sent, to whom, and what came of it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A link is one row, written whole at every step of a contact, so that a step is one row of one transaction. What
 *       a field was last sent as stands in it as a keyed hash: the ledger can tell a change, and nobody can read a
 *       contact out of it.
 *   <li>A row carries a checksum, because half of all random bit flips in an H2 file read as silently wrong rows.
 *   <li>A match value belongs to a contact from the intent to create it on: as long as it is not known whether the
 *       create was done, another contact with that value could be a second one of the same person.
 *   <li>Whether a new contact's match value is somebody's already is asked for each, and hardly ever is: where many are
 *       asked for, a filter in memory says no to nearly all ({@link io.contactsync.ledger.BloomFilter}). The database
 *       took a fifth of the time of those who asked it.
 * </ul>
 *
 * <p>Durability:
 *
 * <ul>
 *   <li>An intent, a new or dropped link and a reject are committed before the method returns; an intent is also
 *       synced, so that a power loss does not lead to a duplicate. A record that only saves calls is deferred:
 *       committed within 200 ms, or with the next record that is committed at once.
 *   <li>Records are committed in the order in which they were written. So the database holds a prefix of them, as if
 *       the process had been killed a moment earlier.
 *   <li>Every read flushes the deferred records first ({@code Store.query}). That is simpler than a second copy of them
 *       in memory, and rare: a contact is read once a run. A checkpoint is moved only after a flush.
 * </ul>
 *
 * <p>{@link io.contactsync.ledger.store} keeps the database file intact, {@link io.contactsync.ledger.state} the
 * directory. Ledgers of earlier versions with a journal beside the database are migrated by {@code JournalMigration}.
 *
 * <p>MERGED io.contactsync.ledger.link: What ties a contact of the source to one of the target: how far it has come,
 * what is known of it there, what is therefore left to send, and how all that stands in a row.
 *
 * <p>MERGED io.contactsync.ledger.run: A job's runs as its ledger remembers them: how each began and ended, what it
 * came to, and what it mapped with.
 *
 * <p>MERGED io.contactsync.ledger.table: Records of contacts as rows of the database.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>If several records of one contact are written together, only its last state is written: its row, its match
 *       values and the pages of their indexes once instead of once a record. All its events are written.
 *   <li>The present state of all contacts of the records is read with one query.
 *   <li>New links are inserted in the order of their records, which is about the source's order. A later run reads them
 *       in that order, and reads adjacent rows together ({@code LinkReads}).
 * </ul>
 */
@NullMarked
package io.contactsync.ledger;

import org.jspecify.annotations.NullMarked;
