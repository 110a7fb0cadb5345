/**
 * The commands that send: a run and the second try of what was refused, with all that surrounds them while they last,
 * from the first signal to the last file.
 */
@NullMarked
package io.contactsync.cli.run;

import org.jspecify.annotations.NullMarked;
