/**
 * What a run leaves for others when it ends: the report, the metrics file, a word to a webhook.
 *
 * <p>None of it can change how the run has ended. What cannot be written or sent is a warning; that a file has no
 * folder to be written into is found before the run begins.
 */
@NullMarked
package io.contactsync.cli.telling;

import org.jspecify.annotations.NullMarked;
