package io.contactsync.connector;

import java.util.List;
import java.util.OptionalInt;

/**
 * One channel of a target.
 *
 * @param name its name in the ledger and in results, {@code [a-z0-9-]{1,60}}
 * @param when the expression that says which contacts belong to it
 * @param callsPerMinute how many calls per minute a run may make, or nothing when there is no limit
 * @param secrets what must not appear in a stored or printed server message
 */
public record TargetChannel(String name, String when, OptionalInt callsPerMinute, List<String> secrets) {

    /** Takes an unmodifiable copy. */
    public TargetChannel {
        secrets = List.copyOf(secrets);
    }

    /**
     * The only channel of a target without an API.
     *
     * @param name its name
     * @return a channel that every contact belongs to
     */
    public static TargetChannel local(String name) {
        return new TargetChannel(name, "true", OptionalInt.empty(), List.of());
    }

    @Override
    public String toString() {
        return "TargetChannel[" + name + "]";
    }
}
