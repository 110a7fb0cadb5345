package io.contactsync.simulator.digivault;

import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.Latency;

/**
 * Settings of the simulated DigiVault.
 *
 * @param token the bearer token
 * @param limit the limit for all calls
 * @param writeLimit the limit for creates, updates and deletes, which count against both limits
 * @param maxPageSize the largest page; a larger {@code limit} parameter is silently reduced to it
 * @param unknownCursor the response to a cursor that is no contact's id
 */
public record DigivaultOptions(
        String token,
        CallLimit limit,
        CallLimit writeLimit,
        int maxPageSize,
        UnknownCursor unknownCursor,
        Latency latency) {

    /**
     * {@return the token "digivault-token", 100 calls per minute of which 10 may be writes, pages of at most 100
     * contacts, 404 for an unknown cursor, no latency}
     */
    public static DigivaultOptions defaults() {
        return new DigivaultOptions(
                "digivault-token",
                CallLimit.perMinute(100),
                CallLimit.perMinute(10),
                100,
                UnknownCursor.NOT_FOUND,
                Latency.none());
    }

    public DigivaultOptions withToken(String newToken) {
        return new DigivaultOptions(newToken, limit, writeLimit, maxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withLimit(CallLimit newLimit) {
        return new DigivaultOptions(token, newLimit, writeLimit, maxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withWriteLimit(CallLimit newLimit) {
        return new DigivaultOptions(token, limit, newLimit, maxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withMaxPageSize(int newMaxPageSize) {
        return new DigivaultOptions(token, limit, writeLimit, newMaxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withUnknownCursor(UnknownCursor newUnknownCursor) {
        return new DigivaultOptions(token, limit, writeLimit, maxPageSize, newUnknownCursor, latency);
    }

    public DigivaultOptions withLatency(Latency newLatency) {
        return new DigivaultOptions(token, limit, writeLimit, maxPageSize, unknownCursor, newLatency);
    }

    /** The response to a cursor that is no contact's id (behaviour.md, "Cursor's contact deleted"). */
    public enum UnknownCursor {
        NOT_FOUND,
        BAD_REQUEST,
        EMPTY_PAGE,
        FROM_START
    }
}
