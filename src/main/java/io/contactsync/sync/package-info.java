/**
 * What keeps a run from doing harm when the target refuses: it watches for refusals that are all the same, stops the
 * run, and keeps a contact's values out of what is told about it.
 *
 * <p>MERGED io.contactsync.road: The road of one contact on one channel, from what was read to its outcome: mapped,
 * compared with the ledger, looked up, changed, and written down step by step. {@code run} walks it to the end,
 * {@code plan} stops before the first write.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One bad contact is data: an {@link io.contactsync.sync.SyncResult} with a reason. An exception means that the
 *       run cannot go on.
 *   <li>A contact that has a link is never looked up; one that has none is asked for only by match values that belong
 *       to no other link, so two contacts of the source can never become one in the target.
 *   <li>A contact that vanished right after its create is not created again: the target may only be slow to show it.
 * </ul>
 *
 * <p>MERGED io.contactsync.road.preparation: The first stretch of the road, before anything is asked or sent: what was
 * read, as one channel sees it.
 */
@NullMarked
package io.contactsync.sync;

import org.jspecify.annotations.NullMarked;
