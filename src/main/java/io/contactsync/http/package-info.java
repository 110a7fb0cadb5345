/**
 * A client for rate-limited HTTP APIs: one {@link io.contactsync.http.ApiClient} per server and token. It knows no
 * particular API; it limits the rate, sends, decides whether to retry, and counts every attempt.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every attempt takes one permit of the token's rate limit ({@code http.pace}), is sent exactly once
 *       ({@code http.wire}) and is judged by one predicate ({@code http.retry}).
 *   <li>Retried: no response, 408, 449, 5xx, 3xx, unreadable bodies. A 429 pauses all calls of the token. Every other
 *       4xx is a final refusal. A 401, an outage and a stop request end the run.
 *   <li>A call that is not idempotent is repeated only if nothing of it was written, if the server stated that it did
 *       not process the request (HTTP/2 REFUSED_STREAM, GOAWAY), or after a 429; otherwise its result is in doubt.
 *   <li>A failed attempt counts against its call only if there is evidence that the service is available. Otherwise it
 *       is an outage, which one call at a time probes.
 *   <li>No exception, log line or {@code toString} contains a token, a URL or a body.
 * </ul>
 */
@NullMarked
package io.contactsync.http;

import org.jspecify.annotations.NullMarked;
