/**
 * The state directory: its files, the key of its hashes, and the lock of each job.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The key is created once. If ledgers exist without a key, no hash would match and every contact would look
 *       changed. This is refused, and no new key is created.
 *   <li>A job is locked by a lock on {@code JOB.owner}, which ends with its process. The text in the file is only shown
 *       in messages. The lock also covers the backup and the compaction, when H2 has the ledger closed.
 *   <li>The owner locks two bytes. Readers test only the second one, so that a reader can delay a new owner but never
 *       makes a job look as if it were running.
 * </ul>
 */
@NullMarked
package io.contactsync.state;

import org.jspecify.annotations.NullMarked;
