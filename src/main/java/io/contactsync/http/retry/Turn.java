package io.contactsync.http.retry;

/** What a call that waited out an outage may do. */
public enum Turn {
    /** The service is there. */
    PROCEED,
    /** This call is the probe; {@link OutageWatch#probed} must follow. */
    PROBE,
    /** Nothing has succeeded for too long. */
    GIVE_UP
}
