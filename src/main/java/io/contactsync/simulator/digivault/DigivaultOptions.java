package io.contactsync.simulator.digivault;

import io.contactsync.simulator.limit.Limit;
import io.contactsync.simulator.wire.Latency;

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
        String token, Limit limit, Limit writeLimit, int maxPageSize, UnknownCursor unknownCursor, Latency latency) {

    /**
     * {@return the token "digivault-token", 100 calls per minute of which 10 may be writes, pages of at most 100
     * contacts, 404 for an unknown cursor, no latency}
     */
    public static DigivaultOptions defaults() {
        return new DigivaultOptions(
                "digivault-token",
                Limit.perMinute(100),
                Limit.perMinute(10),
                100,
                UnknownCursor.NOT_FOUND,
                Latency.none());
    }

    public DigivaultOptions withToken(String newToken) {
        return new DigivaultOptions(newToken, limit, writeLimit, maxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withLimit(Limit newLimit) {
        return new DigivaultOptions(token, newLimit, writeLimit, maxPageSize, unknownCursor, latency);
    }

    public DigivaultOptions withWriteLimit(Limit newLimit) {
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
}
