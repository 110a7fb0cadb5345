/**
 * The report of a run as one HTML file.
 *
 * <p>Decisions:
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
 */
@NullMarked
package io.contactsync.report.html;

import org.jspecify.annotations.NullMarked;
