/**
 * SIGTERM and Ctrl-C.
 *
 * <p>A command that takes long hears them itself: a run to finish what is in hand, a plan or a verification to clear up
 * and end at once, all of them with the exit code that says so.
 */
@NullMarked
package io.contactsync.cli.signal;

import org.jspecify.annotations.NullMarked;
