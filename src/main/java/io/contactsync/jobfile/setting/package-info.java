/**
 * What an operator sets in a job file, as records: plain values, complete and checked, with no trace of YAML.
 *
 * <p>A default stands in the reader and in the schema, not here, so that a record says what holds. A limit that is
 * switched off, {@code unlimited}, is an absent number, and so is a number that the program finds by itself,
 * {@code auto}.
 */
@NullMarked
package io.contactsync.jobfile.setting;

import org.jspecify.annotations.NullMarked;
