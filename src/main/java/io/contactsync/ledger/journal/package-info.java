/**
 * The steps of a run on their way into the database.
 *
 * <p>A step costs little here: it is added to the end of a file, which is the one thing that a disk does at once. The
 * database gets the steps later, up to some thousand in one transaction, and of each contact only how it stands in the
 * end: a row and its indexes are written once where three steps would have written them three times.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What is written is safe from the death of the process when the operating system has it, so that a step is one
 *       {@code write}. An intent is also synced, because a create that a power loss makes forgotten would be done
 *       twice; intents that come at once share a sync.
 *   <li>Entries are numbered over the ledger's whole life, and the number of the last one that the database has is
 *       written in the same transaction. So an entry comes into the database once, however often a process is killed on
 *       the way.
 *   <li>Two files take turns: one is written while the database catches up with the other, which is emptied after a
 *       sync of the database. Nothing is created or renamed in the middle of a run.
 *   <li>An entry has a checksum, and says up to where the journal was synced when it was written: what fails its
 *       checksum behind that is what a power loss leaves, and what fails it before that is damage, and refused.
 *   <li>Who asks how a contact stands asks the pending steps first and then the database, and believes the steps
 *       ({@link io.contactsync.ledger.journal.Pending}). What needs all of them in the database, such as a count, waits
 *       until they are there.
 *   <li>Where the database is slower than the steps come, the steps wait: what is pending has to fit into memory.
 * </ul>
 */
@NullMarked
package io.contactsync.ledger.journal;

import org.jspecify.annotations.NullMarked;
