/**
 * Outputs at the end of a run: the report, the metrics file, the notification. Also the logging configuration.
 *
 * <p>None of them can change a run's result: if one cannot be written or sent, a warning is logged. A missing directory
 * is detected before the run starts.
 */
@NullMarked
package io.contactsync.cli.telling;

import org.jspecify.annotations.NullMarked;
