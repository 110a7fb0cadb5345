/**
 * A run rehearsed: the same job on a copy of its ledger, with a target in front of the real one that is asked but never
 * written to.
 *
 * <p>Nothing here decides what becomes of a contact: that is the run's own road, so what a plan with lookups says is
 * what a run then does. The copy takes down what would have happened, as a run would, so that two contacts that would
 * become one are told apart here, too.
 *
 * <p>MERGED io.contactsync.report.plan: The result of {@code plan}, as text and as JSON.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A contact without a link that was not looked up is counted in {@code toLookUp} and in no outcome. Its calls are
 *       counted as if it were new, which is the maximum.
 *   <li>Each contact to write has one reason: {@code new}; {@code mapping} if the mapping of the run that settled it
 *       would change nothing; else {@code fields}; else {@code tags}.
 *   <li>The ledger stores hashes only. An old value is therefore shown only if a lookup has just returned it, or if the
 *       previous mapping of the contact still gives the value that was sent. Otherwise it is shown as unknown.
 *   <li>Phone numbers, names, email addresses and the paths of URLs are masked unless {@code --show-values} is given.
 * </ul>
 */
@NullMarked
package io.contactsync.plan;

import org.jspecify.annotations.NullMarked;
