/**
 * The pace of one token: when a call may go out. It knows neither HTTP nor retries.
 *
 * <p>Decisions: the arithmetic ({@link io.contactsync.http.pace.Slots}, {@link io.contactsync.http.pace.Throttling}) is
 * apart from the file ({@link io.contactsync.http.pace.PaceFile}) and from waiting, which is in {@code http.flight};
 * every time is monotonic and comes from a {@link io.contactsync.http.pace.Ticker}, so that a step of the wall clock or
 * a change to daylight time changes nothing. Sends are not spaced: 100 ms between them would make the first 200 calls
 * last 20 s, and 800 calls would then miss 98 % of what is possible.
 */
@NullMarked
package io.contactsync.http.pace;

import org.jspecify.annotations.NullMarked;
