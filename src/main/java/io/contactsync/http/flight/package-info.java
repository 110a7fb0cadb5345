/**
 * How many calls are out at once, and where the others wait: for room, for a permit of the {@code pace}, for time to
 * pass.
 */
@NullMarked
package io.contactsync.http.flight;

import org.jspecify.annotations.NullMarked;
