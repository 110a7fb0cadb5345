/** The number of concurrent calls, and the queue in which further calls wait. */
@NullMarked
package io.contactsync.http.flight;

import org.jspecify.annotations.NullMarked;
