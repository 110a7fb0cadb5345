/**
 * Checks whether a job could run: its file, source and target, the state directory, the clock. Costs one read of the
 * source and one look-up per match field and channel; nothing is written except the state directory.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A server that does not answer is retried for 10 s only, whatever the job file's {@code outage} says.
 *   <li>A match field is looked up with a value that no contact has. A server without such a field may still answer
 *       that it found nothing; only a refusal proves anything.
 *   <li>The clock is compared with the Date header of an answer to a request without a token, which costs no budget. A
 *       wrong clock and a disk that fills up are advice, not a failure.
 * </ul>
 */
@NullMarked
package io.contactsync.job.check;

import org.jspecify.annotations.NullMarked;
