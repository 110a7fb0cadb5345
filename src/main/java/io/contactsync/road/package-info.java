/**
 * The road of one contact on one channel, from what was read to its outcome: mapped, compared with the ledger, looked
 * up, changed, and written down step by step. {@code run} walks it to the end, {@code plan} stops before the first
 * write.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One bad contact is data: an {@link io.contactsync.road.Arrival} with a reason. An exception means that the run
 *       cannot go on.
 *   <li>A contact that has a link is never looked up; one that has none is asked for only by match values that belong
 *       to no other link, so two contacts of the source can never become one in the target.
 *   <li>A contact that vanished right after its create is not created again: the target may only be slow to show it.
 * </ul>
 */
@NullMarked
package io.contactsync.road;

import org.jspecify.annotations.NullMarked;
