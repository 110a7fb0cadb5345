/**
 * Results of runs: outcome counts, JSON, the table on the terminal, metrics, the HTML report and the status file.
 *
 * <p>The counts balance on each channel: read = created + updated + unchanged + skipped + rejected. A run whose counts
 * do not balance is FAILED.
 *
 * <p>Decisions about the HTML report:
 *
 * <ul>
 *   <li>The file has no external resources: style, script and charts are inlined, and its Content-Security-Policy
 *       blocks everything else. Style and script are allowed by hash, so that injected markup could not run a script
 *       even if escaping failed.
 *   <li>Charts are scaled SVG without text; the text is HTML next to them, so that it stays readable on a phone.
 *   <li>The report works without its script, which only searches the rejects.
 *   <li>It contains no values of contacts, only ids: rejects, warnings and errors carry no values, and settings are
 *       shown as in the job file, with the names of environment variables instead of their values.
 *   <li>Calls over time and response times cover the last part of a resumed run; earlier parts contribute only their
 *       counts. The report says so.
 * </ul>
 *
 * <p>Decisions about the status file {@code JOB.status}, which a run writes and {@code status} reads:
 *
 * <ul>
 *   <li>Only the running process can open the ledger, so a file next to it makes the state available to others.
 *   <li>If the file says RUNNING but the process does not exist, the run was killed. A process is identified by its pid
 *       and start time, because pids are reused.
 * </ul>
 */
@NullMarked
package io.contactsync.report;

import org.jspecify.annotations.NullMarked;
