/**
 * Whether a job could run: its file, both sides, the state directory, the clock. Costs one read of the source and one
 * lookup a match field and channel; nothing is written but the state directory.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What does not answer is waited for 10 s only, whatever the job file's {@code outage} says.
 *   <li>A match field is asked for with a value that nobody has. A server that knows no such field may well answer that
 *       it found nobody; only a refusal proves anything.
 *   <li>The clock is compared with the Date header of an answer to a request without a token, which costs no budget. A
 *       clock that is off, and a disk that fills, are advice and no failure.
 * </ul>
 */
@NullMarked
package io.contactsync.job.check;

import org.jspecify.annotations.NullMarked;
