/**
 * The command line: one class per command, output, signals, exit codes.
 *
 * <p>Decisions about commands:
 *
 * <ul>
 *   <li>Messages for people go to stderr and results to stdout, always in UTF-8, because {@code LANG} is unset under
 *       cron.
 *   <li>Everything that is printed passes {@link io.contactsync.cli.terminal.TerminalWriter}, and everything that is
 *       logged an encoder of {@link io.contactsync.cli.LogbackConfigurator}: they escape what a terminal would execute
 *       or not display. {@code println} prints one line, whatever the text contains; a text of several lines is
 *       composed with {@link io.contactsync.support.TextLines}.
 *   <li>Exceptions become an exit code and a message in one place, {@link io.contactsync.cli.ExceptionHandler}.
 *   <li>{@link io.contactsync.cli.StandardConnectors} is the only place that names the connectors of this program.
 *   <li>Only {@code run} and {@code retry} send contacts. The commands that show past runs ({@code rejects},
 *       {@code explain}, {@code status}) need only the job's name, so they work without the tokens.
 *   <li>Commands that send no contacts open the ledger read-only. While a run is using it they exit with 4, except
 *       {@code status}, which reads the status file that the run writes next to the ledger.
 *   <li>A job that has never run, or a contact that no run has read, is wrong usage: exit 2.
 * </ul>
 *
 * <p>Long-running commands handle SIGTERM and Ctrl-C themselves: {@code run} and {@code retry} finish the contacts in
 * progress, {@code plan} and {@code verify} clean up and end at once. All of them then exit with 3.
 *
 * <p>The outputs at the end of a run (the report, the metrics file, the notification) cannot change its result: if one
 * cannot be written or sent, a warning is logged. A missing directory is detected before the run starts.
 */
@NullMarked
package io.contactsync.cli;

import org.jspecify.annotations.NullMarked;
