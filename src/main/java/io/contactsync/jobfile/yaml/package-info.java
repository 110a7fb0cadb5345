/**
 * Strict YAML that knows where everything stands: text of a file to sections and values, each with its line and column.
 * It knows nothing of jobs.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The tree is built from the parser's events, not bound to records by Jackson: an unknown key of a record has no
 *       location there, and a wrong type none of its own words.
 *   <li>Anchors, aliases, merges and tags are refused altogether. A job file says each thing once, and so no file can
 *       grow in memory beyond what was read.
 *   <li>Nothing is coerced. A number in quotes is text, and {@code yes}, {@code no}, {@code on}, {@code off}, which are
 *       text to YAML 1.2 and truth values to YAML 1.1, must be put in quotes or written as true and false.
 *   <li>What comes from the environment is put into a value after parsing: it can be no key, no list and no section.
 *       Having no type of its own it is read as the type that is due.
 *   <li>A literal value is quoted in an error, so that it can be found; one that holds a placeholder never is.
 * </ul>
 */
@NullMarked
package io.contactsync.jobfile.yaml;

import org.jspecify.annotations.NullMarked;
