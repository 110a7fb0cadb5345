/**
 * The progress line of a run and its display on a terminal.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The line is a pure function of the progress and the available width; drawing it is separate.
 *   <li>On a narrow terminal the line gets shorter forms first and is truncated last. A pause is shown at any width.
 *   <li>While the line is shown, all other output to stderr goes through
 *       {@link io.contactsync.cli.terminal.LiveScreen}, which erases the line first.
 *   <li>The time left ({@link io.contactsync.job.RemainingWork}) is estimated from the calls still needed, assuming
 *       that the remaining contacts need as many calls each as this run's contacts so far. It is shown only if the
 *       number of contacts is known or can be estimated.
 * </ul>
 */
@NullMarked
package io.contactsync.cli.terminal;

import org.jspecify.annotations.NullMarked;
