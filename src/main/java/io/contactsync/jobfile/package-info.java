/**
 * The job file: what an operator wrote, loaded strictly and completely before anything is sent.
 *
 * <p>A {@link io.contactsync.jobfile.JobFile} that exists is sound but for its expressions, whose words only the
 * mapping knows; {@link io.contactsync.jobfile.JobFile#at} gives their errors the same form.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code match} must be written for HeyX and DigiVault: {@code []}, never to look up, makes duplicates of
 *       everybody when the ledger is lost, and HeyX cannot delete them. A CSV target has nothing to look up.
 *   <li>{@code preload} stands for the promise that whoever has the first match field has its value too. The job keeps
 *       it only when it always writes exactly that constant itself, so nothing else is accepted.
 *   <li>Two channels may not have one token: a token is a channel, and both would create each contact.
 *   <li>{@code on-missing} with a tag is refused where the target has no tags, and for a CSV target, which holds only
 *       the contacts of the last run.
 *   <li>A notification's URL may have a query, since it is posted to as it is; the APIs' may not, since paths are
 *       appended to them.
 * </ul>
 */
@NullMarked
package io.contactsync.jobfile;

import org.jspecify.annotations.NullMarked;
