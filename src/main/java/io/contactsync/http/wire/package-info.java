/**
 * Sends one attempt exactly once. OkHttp's own retries and redirects are switched off, bodies are written once, and
 * responses are read up to a maximum size and within a time limit. Every attempt ends as one of two results.
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
package io.contactsync.http.wire;

import org.jspecify.annotations.NullMarked;
