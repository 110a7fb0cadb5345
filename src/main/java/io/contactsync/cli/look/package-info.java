/**
 * The commands that look and send nothing: what was refused, what happened to a contact, how a run stands, what a run
 * would do, whether everything is in place, whether the target still holds what was sent.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What looks at the past needs the job's name only, so it works where the tokens are not known.
 *   <li>The ledger is opened to look only. While a run has it these commands end with 4, but for {@code status}, which
 *       reads the file that the run writes beside it.
 *   <li>What is not known (a job that has never run, a contact that no run has met) is wrong usage: exit 2.
 * </ul>
 */
@NullMarked
package io.contactsync.cli.look;

import org.jspecify.annotations.NullMarked;
