/**
 * The rate limiter of a token: it decides when a call may be sent and knows neither HTTP nor retries.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The arithmetic ({@link io.contactsync.http.ratelimit.Slots}, {@link io.contactsync.http.ratelimit.Throttling})
 *       is separate from the file ({@link io.contactsync.http.ratelimit.RateLimiterFile}) and from waiting
 *       ({@code http.CallQueue}).
 *   <li>All times come from a monotonic {@link io.contactsync.http.ratelimit.Ticker}, so that changes of the wall clock
 *       have no effect.
 *   <li>Calls are not spaced. With 100 ms between them the first 200 calls would take 20 s, and 800 calls would not
 *       reach 98 % of the limit.
 * </ul>
 */
@NullMarked
package io.contactsync.http.ratelimit;

import org.jspecify.annotations.NullMarked;
