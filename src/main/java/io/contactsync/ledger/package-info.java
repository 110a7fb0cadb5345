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
 *       asked for, a filter in memory says no to nearly all ({@link io.contactsync.ledger.MatchFilter}). The database
 *       took a fifth of the time of those who asked it.
 * </ul>
 *
 * <p>How a step gets to disk is the business of {@link io.contactsync.ledger.journal}, and how the database stays whole
 * there that of {@link io.contactsync.ledger.store}; the directory is that of {@link io.contactsync.ledger.state}.
 */
@NullMarked
package io.contactsync.ledger;

import org.jspecify.annotations.NullMarked;
