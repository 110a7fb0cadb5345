/**
 * The job file: loaded strictly and completely before anything is sent.
 *
 * <p>A {@link io.contactsync.jobfile.JobFile} that exists is valid except for its expressions, which only the mapping
 * can check; {@link io.contactsync.jobfile.JobFile#error} gives their errors the same form. Its settings are plain
 * records that do not depend on YAML. The sections of source and target are read by their connectors, which are passed
 * in as a registry.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Defaults are in the readers and in the schema, not in the records, so that a record contains the effective
 *       values. A limit that is switched off ({@code unlimited}) is an absent number, and so is a number that the
 *       program determines itself ({@code auto}).
 *   <li>{@code match} is required if the target can look up contacts: {@code []}, never look up, duplicates every
 *       contact when the ledger is lost, and HeyX cannot delete them. A CSV target has nothing to look up.
 *   <li>{@code preload} relies on every contact with the first match field having the preloaded value too. That is
 *       certain only if the job itself always writes exactly this constant, so nothing else is accepted.
 *   <li>Two channels must not have the same token: a token identifies a channel, and both would create each contact.
 *   <li>{@code on-missing} with a tag is refused if the target has no tags, and for a CSV target, which contains only
 *       the contacts of the last run.
 *   <li>The URL of a notification may have a query, because it is used as it is; the URL of an API must not, because
 *       paths are appended to it.
 * </ul>
 */
@NullMarked
package io.contactsync.jobfile;

import org.jspecify.annotations.NullMarked;
