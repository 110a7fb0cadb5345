/**
 * Strict YAML with locations: turns the text of a file into sections and values, each with its line and column. It does
 * not depend on what a job is.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The tree consists of snakeyaml-engine's nodes. It is not bound to records by Jackson: there, an unknown key has
 *       no location, and a wrong type cannot have its own message.
 *   <li>Anchors, aliases, merges and tags are refused on the parser's events, before the composer expands anything. A
 *       job file states each value once, and no file can grow in memory beyond its own size.
 *   <li>Nothing is converted. A number in quotes is text. {@code yes}, {@code no}, {@code on} and {@code off} are text
 *       in YAML 1.2 and booleans in YAML 1.1; they must be quoted or written as true and false.
 *   <li>Environment values are inserted after parsing: they cannot become a key, a list or a section. They have no type
 *       of their own and are read as the expected type.
 *   <li>An error quotes a literal value so that it can be found; it never quotes one that contains a placeholder.
 * </ul>
 */
@NullMarked
package io.contactsync.jobfile.yaml;

import org.jspecify.annotations.NullMarked;
