package io.contactsync.connector;

/** What a lookup has to show. */
public enum Freshness {

    /** A list of contacts that was read earlier in the run is sufficient. */
    CACHED,

    /** The service itself is asked. */
    CURRENT,

    /**
     * The service is asked repeatedly, until it finds the contact or would certainly show every contact that was
     * created before the first request: about 30 s.
     */
    SETTLED
}
