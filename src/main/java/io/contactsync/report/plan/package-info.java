/**
 * What a run would do, told to people and to machines.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A contact without a link that was not looked up stands in {@code toLookUp} and in no outcome. Its calls are
 *       counted as if it were new, which is the most it can cost.
 *   <li>Each contact that is written has one reason: {@code new}; {@code mapping} where the mapping of the run that
 *       settled it would change nothing; else {@code fields}, else {@code tags}.
 *   <li>The ledger keeps hashes, so an old value is shown where a lookup has just brought it, or where the former
 *       mapping still makes of the contact what was sent. Else it is said to be unknown.
 *   <li>Phones, names, mail addresses and the files of web addresses are masked unless asked for.
 * </ul>
 */
@NullMarked
package io.contactsync.report.plan;

import org.jspecify.annotations.NullMarked;
