/**
 * Handling of SIGTERM and Ctrl-C.
 *
 * <p>Long-running commands handle these signals themselves: {@code run} and {@code retry} finish the contacts in
 * progress, {@code plan} and {@code verify} clean up and end at once. All of them then exit with 3.
 */
@NullMarked
package io.contactsync.cli.signal;

import org.jspecify.annotations.NullMarked;
