/**
 * Infers a job file from the header and the first rows of a CSV file, for the command {@code init}.
 *
 * <p>The job file is written so that a person can check it: each field names its column, and columns that could not be
 * mapped are listed as comments.
 */
@NullMarked
package io.contactsync.csv.guess;

import org.jspecify.annotations.NullMarked;
