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
 *
 * <p>MERGED io.contactsync.job.verify: Reads back from the target what the ledger believes, and tells what is missing
 * or has drifted.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The ledger is held like in a run, so that nobody changes what is being compared.
 *   <li>Drift is what a run would mend: a field that is always written and is not what was sent, a tag of the job that
 *       is not as it was left. What the job does not write, or writes once only, belongs to others.
 *   <li>A phone that differs only in its separators, or in a plus, is the same: a server may write it its own way.
 *   <li>With a preload the listing is read, ten contacts a call, where that takes fewer calls than reading one by one;
 *       who is not in it is asked for by id before he is called missing.
 * </ul>
 */
@NullMarked
package io.contactsync.verify;

import org.jspecify.annotations.NullMarked;
