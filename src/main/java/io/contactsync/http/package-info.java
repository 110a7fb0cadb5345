/**
 * A client for rate-limited HTTP APIs: one {@link io.contactsync.http.ApiClient} per server and token. It knows no
 * particular API; it limits the rate, sends, decides whether to retry, and counts every attempt.
 *
 * <p>How a call is executed: {@link io.contactsync.http.ApiClient#send} validates it and
 * {@link io.contactsync.http.CallExecution} repeats attempts until there is a result. For each attempt
 * {@link io.contactsync.http.RateLimitedTransport} waits for a slot among the calls in flight and for a permit of the
 * {@link io.contactsync.http.ratelimit.RateLimiter}, and {@link io.contactsync.http.HttpTransport} sends it exactly
 * once with OkHttp. {@link io.contactsync.http.RetryPolicy} judges the result;
 * {@link io.contactsync.http.CircuitBreaker} recognizes an outage.
 *
 * <p>Decisions about retries:
 *
 * <ul>
 *   <li>One predicate decides which attempts are retried, {@link io.contactsync.http.RetryPolicy#judge}. Retried: no
 *       response, 408, 449, 5xx, 3xx, unreadable bodies. A 429 pauses all calls of the token. Every other 4xx is a
 *       final refusal. A 401, an outage and a stop request end the run.
 *   <li>A call that is not idempotent is repeated only if nothing of it was written, if the server stated that it did
 *       not process the request (HTTP/2 REFUSED_STREAM, GOAWAY), or after a 429; otherwise its result is in doubt.
 *   <li>A failed attempt counts against its call only if there is evidence that the service is available. Otherwise it
 *       is an outage, which one call at a time probes.
 * </ul>
 *
 * <p>Decisions about sending, each measured:
 *
 * <ul>
 *   <li>OkHttp's own retries and redirects are switched off. Request bodies are one-shot; otherwise OkHttp resends a
 *       request whose connection failed.
 *   <li>The {@code Retry-After} header is removed before OkHttp sees it; otherwise OkHttp repeats a 503 with the value
 *       0.
 *   <li>Idle connections are kept for 4 s. An older one may already be closed by the server, which would lose a call.
 *   <li>The listener of an attempt is notified by a network interceptor, which runs when the connection is established
 *       and nothing has been written. An attempt that fails earlier was not sent.
 *   <li>Responses are read up to a maximum size and within a time limit.
 *   <li>No exception, log line or {@code toString} contains a token, a URL or a body, nor the text of an I/O exception,
 *       which may quote them.
 * </ul>
 */
@NullMarked
package io.contactsync.http;

import org.jspecify.annotations.NullMarked;
