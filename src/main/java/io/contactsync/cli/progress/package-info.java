/**
 * What people see while a run is under way: how it stands, as one line, and how that line gets onto a terminal.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A line is a pure function of how the run stands and of how wide it may be; painting is apart.
 *   <li>A narrow terminal gets fewer words before it gets a line that is cut. A pause is said at any width.
 *   <li>Everything else that goes to stderr while the line stands there passes through
 *       {@link io.contactsync.cli.progress.LiveScreen}, which takes the line away first.
 *   <li>The time left ({@link io.contactsync.job.progress.Outlook}) comes from the calls that are still needed, as long
 *       as this run's contacts go on needing as many as they did so far. Without a number of contacts nothing is said
 *       about it.
 * </ul>
 */
@NullMarked
package io.contactsync.cli.progress;

import org.jspecify.annotations.NullMarked;
