/**
 * The report of a run as one HTML file that can be opened, printed, mailed and kept.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nothing in it leads outside: style, script and charts stand in the file, and its Content-Security-Policy lets a
 *       browser take nothing else. Style and script are allowed by their hashes, so that no reject's reason can smuggle
 *       one in even where escaping failed.
 *   <li>Charts are stretched SVG without words; the words stand beside them as HTML, so that they can be read on a
 *       phone.
 *   <li>It works without its script, which only searches the rejects.
 *   <li>No contact's value stands in it but ids: rejects, warnings and errors come without values, and settings come as
 *       the job file has them, with the names of environment variables, not their values.
 *   <li>Calls over time and latencies are those of the run's last part; earlier parts leave only their counts. The
 *       report says so.
 * </ul>
 */
@NullMarked
package io.contactsync.report.html;

import org.jspecify.annotations.NullMarked;
