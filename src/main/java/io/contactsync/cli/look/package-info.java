/**
 * The commands that send nothing: {@code rejects}, {@code explain}, {@code status}, {@code plan}, {@code check},
 * {@code verify} and {@code completion}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Commands that show past runs need only the job's name, so they work without the tokens.
 *   <li>The ledger is opened read-only. While a run is using it these commands exit with 4, except {@code status},
 *       which reads the status file that the run writes next to the ledger.
 *   <li>A job that has never run, or a contact that no run has read, is wrong usage: exit 2.
 * </ul>
 */
@NullMarked
package io.contactsync.cli.look;

import org.jspecify.annotations.NullMarked;
