/**
 * The command line: one class per command, output, exit codes.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Messages for people go to stderr and results to stdout, always in UTF-8, because {@code LANG} is unset under
 *       cron.
 *   <li>Exceptions become an exit code and a message in one place, {@link io.contactsync.cli.ExceptionHandler}.
 * </ul>
 *
 * <p>MERGED io.contactsync.cli.look: The commands that send nothing: {@code rejects}, {@code explain}, {@code status},
 * {@code plan}, {@code check}, {@code verify} and {@code completion}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Commands that show past runs need only the job's name, so they work without the tokens.
 *   <li>The ledger is opened read-only. While a run is using it these commands exit with 4, except {@code status},
 *       which reads the status file that the run writes next to the ledger.
 *   <li>A job that has never run, or a contact that no run has read, is wrong usage: exit 2.
 * </ul>
 *
 * <p>MERGED io.contactsync.cli.run: The commands that send contacts: {@code run} and {@code retry}.
 *
 * <p>MERGED io.contactsync.cli.signal: Handling of SIGTERM and Ctrl-C.
 *
 * <p>Long-running commands handle these signals themselves: {@code run} and {@code retry} finish the contacts in
 * progress, {@code plan} and {@code verify} clean up and end at once. All of them then exit with 3.
 *
 * <p>MERGED io.contactsync.cli.telling: Outputs at the end of a run: the report, the metrics file, the notification.
 * Also the logging configuration.
 *
 * <p>None of them can change a run's result: if one cannot be written or sent, a warning is logged. A missing directory
 * is detected before the run starts.
 */
@NullMarked
package io.contactsync.cli;

import org.jspecify.annotations.NullMarked;
