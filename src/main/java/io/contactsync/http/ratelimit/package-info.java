/**
 * The rate limiter of a token: it decides when a call may be sent and knows neither HTTP nor retries.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The arithmetic ({@link io.contactsync.http.ratelimit.Slots}, {@link io.contactsync.http.ratelimit.Throttling})
 *       and the order of those that wait ({@link io.contactsync.http.ratelimit.TicketQueue}) are separate from the
 *       files ({@link io.contactsync.http.ratelimit.RateLimiterFile}) and from waiting ({@code http.CallQueue}). The
 *       rule that joins them is in {@link io.contactsync.http.ratelimit.RateLimiterState}.
 *   <li>All times come from a monotonic {@link io.contactsync.http.ratelimit.Ticker}, so that changes of the wall clock
 *       have no effect.
 *   <li>Calls are not spaced. With 100 ms between them the first 200 calls would take 20 s, and 800 calls would not
 *       reach 98 % of the limit.
 *   <li>Runs with different limits on one token: the smaller limit is the ceiling of its own run, the largest one that
 *       of all together. If each run waited until the total is below its own limit, one with 60 would send nothing
 *       beside one with 200. Those that wait take turns, one call each.
 *   <li>The files are not trusted: whatever is done to one of them, the limit holds, and at worst a full window passes
 *       before the next call. An older copy of both files that is put in place while no process runs, within a minute
 *       of the last call, is not noticed.
 * </ul>
 */
@NullMarked
package io.contactsync.http.ratelimit;

import org.jspecify.annotations.NullMarked;
