package io.contactsync.connector;

import java.time.Duration;

/** A wait in the middle of a contact. Other contacts are synced meanwhile. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits, by the monotonic clock.
     *
     * @throws io.contactsync.http.FatalApiException.Stopped as soon as a stop is requested
     */
    void sleep(Duration time);
}
