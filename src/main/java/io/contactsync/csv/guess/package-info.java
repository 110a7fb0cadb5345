/**
 * What a job file for a CSV file may look like, told from its header and its first rows: the command {@code init}.
 *
 * <p>A guess is written so that a person can check it: each field of the job file names the column it came from, and
 * what could not be told stands there as a comment.
 */
@NullMarked
package io.contactsync.csv.guess;

import org.jspecify.annotations.NullMarked;
