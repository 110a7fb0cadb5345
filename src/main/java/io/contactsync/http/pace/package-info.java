/**
 * The pace of one token: when a call may go out, how many may be out at once, and where calls wait for both. It knows
 * neither HTTP nor retries.
 *
 * <p>Decisions: the arithmetic ({@link io.contactsync.http.pace.Slots}, {@link io.contactsync.http.pace.Throttling},
 * {@link io.contactsync.http.pace.AutoInFlight}) is apart from waiting ({@link io.contactsync.http.pace.Line}) and from
 * the file ({@link io.contactsync.http.pace.PaceFile}); every time is monotonic and comes from a
 * {@link io.contactsync.http.pace.Ticker}, so that a step of the wall clock changes nothing. Sends are not spaced: a
 * spacing of 100 ms would make the first 200 calls last 20 s, and 800 calls would then miss 98 % of what is possible.
 */
@NullMarked
package io.contactsync.http.pace;

import org.jspecify.annotations.NullMarked;
