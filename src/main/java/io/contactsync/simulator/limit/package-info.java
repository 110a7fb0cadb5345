/**
 * The arithmetic of a rate limit, as a server does it: time is handed in, nothing here reads a clock.
 *
 * <p>The documents state a number of calls a minute but no kind of window, so all three that are in use stand here. A
 * window is half open: of two calls exactly one length apart, the second no longer meets the first.
 */
@NullMarked
package io.contactsync.simulator.limit;

import org.jspecify.annotations.NullMarked;
