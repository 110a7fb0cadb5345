package io.contactsync.simulator.digivault;

import io.contactsync.simulator.limit.Limit;
import io.contactsync.simulator.wire.Latency;

/**
 * How DigiVault behaves.
 *
 * @param token the bearer token
 * @param limit all calls
 * @param writeLimit creates, updates and deletes, which count against both
 * @param largestPage a larger {@code limit} parameter is cut to this in silence
 * @param unknownCursor what a list answers to a cursor that names no contact
 * @param latency how long answers take
 */
public record DigivaultOptions(
        String token, Limit limit, Limit writeLimit, int largestPage, UnknownCursor unknownCursor, Latency latency) {

    /**
     * {@return token "digivault-token", 100 calls a minute of them 10 writes, pages of at most 100, 404, no latency}
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
        return new DigivaultOptions(newToken, limit, writeLimit, largestPage, unknownCursor, latency);
    }

    public DigivaultOptions withLimit(Limit newLimit) {
        return new DigivaultOptions(token, newLimit, writeLimit, largestPage, unknownCursor, latency);
    }

    public DigivaultOptions withWriteLimit(Limit newLimit) {
        return new DigivaultOptions(token, limit, newLimit, largestPage, unknownCursor, latency);
    }

    public DigivaultOptions withLargestPage(int contacts) {
        return new DigivaultOptions(token, limit, writeLimit, contacts, unknownCursor, latency);
    }

    public DigivaultOptions withUnknownCursor(UnknownCursor answer) {
        return new DigivaultOptions(token, limit, writeLimit, largestPage, answer, latency);
    }

    public DigivaultOptions withLatency(Latency newLatency) {
        return new DigivaultOptions(token, limit, writeLimit, largestPage, unknownCursor, newLatency);
    }
}
