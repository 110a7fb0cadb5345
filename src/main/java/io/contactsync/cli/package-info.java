/**
 * The command line: one class per command, output, exit codes.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Messages for people go to stderr and results to stdout, always in UTF-8, because {@code LANG} is unset under
 *       cron.
 *   <li>Exceptions become an exit code and a message in one place, {@link io.contactsync.cli.Failures}.
 * </ul>
 */
@NullMarked
package io.contactsync.cli;

import org.jspecify.annotations.NullMarked;
