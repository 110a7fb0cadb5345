/**
 * One attempt on the wire, exactly one: what OkHttp would repeat or follow by itself is switched off, bodies are sent
 * once, read up to a cap and within a time, and every way it can end is one of two values.
 *
 * <p>Decisions, each measured: write bodies are one-shot, or OkHttp sends a request again whose connection broke; the
 * header {@code Retry-After} is taken off before OkHttp sees it, or it repeats a 503 that carries 0; idle connections
 * are kept 4 s, because an older one may have been closed by the server and would lose a call; an attempt is announced
 * by a network interceptor, which runs when the connection stands and nothing has been written: what fails before it
 * was never sent. No message holds an exception's own text, which may quote the answer or the URL.
 */
@NullMarked
package io.contactsync.http.wire;

import org.jspecify.annotations.NullMarked;
