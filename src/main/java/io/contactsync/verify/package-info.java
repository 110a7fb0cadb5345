/**
 * Checks of a job outside of a run. {@code check} tests before a run whether everything that it needs is in place;
 * {@code verify} reads contacts back after a run and finds those that are missing or have drifted.
 *
 * <p>Decisions for {@code check}, which reads the source once, makes one lookup per match field and channel, and writes
 * nothing except in the state directory:
 *
 * <ul>
 *   <li>A server that does not respond is retried for 10 s only, whatever the job file's {@code outage} says.
 *   <li>A match field is looked up with a value that no contact has. A server without such a field may still respond
 *       that it found nothing; only a refusal proves anything.
 *   <li>The clock is compared with the Date header of a response to a request without a token, which costs no quota. A
 *       wrong clock or little disk space is advice, not a failure.
 * </ul>
 *
 * <p>Decisions for {@code verify}:
 *
 * <ul>
 *   <li>The ledger is locked as in a run, so that it does not change during the comparison.
 *   <li>Drift is what a run would correct: a field that is always written and has another value, or a tag of the job
 *       that was added or removed. Fields that the job does not write, or writes only once, are not compared.
 *   <li>A phone number that differs only in its separators or in a leading plus is the same, because a server may
 *       reformat it.
 *   <li>With a preload, the listing is read, ten contacts a call, if that takes fewer calls than reading contacts one
 *       by one. A contact that is not listed is read by its id before it is reported as missing.
 * </ul>
 */
@NullMarked
package io.contactsync.verify;

import org.jspecify.annotations.NullMarked;
