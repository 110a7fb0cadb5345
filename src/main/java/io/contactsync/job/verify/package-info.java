/**
 * Reads back from the target what the ledger believes, and tells what is missing or has drifted.
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
package io.contactsync.job.verify;

import org.jspecify.annotations.NullMarked;
