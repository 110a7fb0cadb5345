/**
 * Determines what a run would do, by a dry run on a copy of the job's ledger. A wrapper around each target forwards
 * lookups and never writes.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>This package does not decide what happens to a contact. The run's own code does, so a plan with lookups shows
 *       what a run then does. The copy of the ledger records the planned changes, so that two contacts that would
 *       become one are found, too.
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
