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
 *
 * <p>MERGED io.contactsync.http.flight: The number of concurrent calls, and the queue in which further calls wait.
 *
 * <p>MERGED io.contactsync.http.retry: What to do after an attempt: the retry predicate, the backoff and the circuit
 * breaker. Only {@link io.contactsync.http.CircuitBreaker} has state and waits.
 *
 * <p>MERGED io.contactsync.http.wire: Sends one attempt exactly once. OkHttp's own retries and redirects are switched
 * off, bodies are written once, and responses are read up to a maximum size and within a time limit. Every attempt ends
 * as one of two results.
 *
 * <p>Decisions, each measured:
 *
 * <ul>
 *   <li>Request bodies are one-shot; otherwise OkHttp resends a request whose connection failed.
 *   <li>The {@code Retry-After} header is removed before OkHttp sees it; otherwise OkHttp repeats a 503 with the value
 *       0.
 *   <li>Idle connections are kept for 4 s. An older one may already be closed by the server, which would lose a call.
 *   <li>The listener is notified by a network interceptor, which runs when the connection is established and nothing
 *       has been written. What fails before it was not sent.
 *   <li>No message contains an exception's text, which may quote the response or the URL.
 * </ul>
 */
@NullMarked
package io.contactsync.http;

import org.jspecify.annotations.NullMarked;
