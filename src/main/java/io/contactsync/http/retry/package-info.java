/**
 * What to do after an attempt: the retry predicate, the backoff and the circuit breaker. Only
 * {@link io.contactsync.http.retry.OutageWatch} has state and waits.
 */
@NullMarked
package io.contactsync.http.retry;

import org.jspecify.annotations.NullMarked;
