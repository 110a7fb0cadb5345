/**
 * What to do after an attempt: the one retry predicate, how long to back off, and whether the service is there at all.
 * Pure but for {@link io.contactsync.http.retry.OutageWatch}, which waits.
 */
@NullMarked
package io.contactsync.http.retry;

import org.jspecify.annotations.NullMarked;
