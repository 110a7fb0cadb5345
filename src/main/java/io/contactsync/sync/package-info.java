/**
 * Syncs one contact to one channel: maps it, compares it with the ledger, looks it up, changes it, and records each
 * step. {@code run} executes the complete path; {@code plan} replaces the target and stops before the first write.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A bad contact is data: a {@link io.contactsync.sync.SyncResult} with a reason. An exception means that the run
 *       cannot continue.
 *   <li>A contact with a link is not looked up. A contact without one is looked up only by match values that belong to
 *       no other link, so that two contacts of the source cannot become one in the target.
 *   <li>A contact that vanishes right after its create is not created again, because the target may only be slow to
 *       return it.
 * </ul>
 */
@NullMarked
package io.contactsync.sync;

import org.jspecify.annotations.NullMarked;
