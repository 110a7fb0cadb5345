/**
 * The best client of a limited API that there is: one {@link io.contactsync.http.ApiClient} for each neighbour and
 * token. It knows no API; it paces, sends, judges and repeats, and says honestly what it did.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every attempt pays one permit of the token's limit ({@code http.pace}), goes over the wire exactly once
 *       ({@code http.wire}) and is judged by one predicate ({@code http.retry}). Other rooms use this package only.
 *   <li>Tried again: no answer, 408, 449, 5xx, 3xx, unreadable bodies. Waited out: 429. Refused for good: every other
 *       4xx. The end of the run: 401, an outage, the stop signal.
 *   <li>A call that must not be done twice is repeated only when nothing of it was written or the server said that it
 *       did not look (HTTP/2 REFUSED_STREAM, GOAWAY), and after a 429; else it is in doubt.
 *   <li>An attempt counts against its call only with evidence that the service is there; without, it is an outage,
 *       probed by one call at a time.
 *   <li>No exception, log line or {@code toString} holds a token, a URL or a body.
 * </ul>
 */
@NullMarked
package io.contactsync.http;

import org.jspecify.annotations.NullMarked;
