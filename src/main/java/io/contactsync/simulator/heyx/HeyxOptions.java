package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.Latency;
import java.util.List;

/**
 * Settings of the simulated HeyX.
 *
 * @param channels at least one channel, with unique names and tokens
 * @param unknownContactStatus the status for an id that does not exist, 403 or 404
 */
public record HeyxOptions(List<ChannelOptions> channels, Search search, int unknownContactStatus, Latency latency) {

    /** {@return one channel "support" with 200 calls per minute, exact search, 403 for unknown ids, no latency} */
    public static HeyxOptions defaults() {
        return new HeyxOptions(List.of(ChannelOptions.named("support")), Search.EXACT, 403, Latency.none());
    }

    public HeyxOptions withChannels(ChannelOptions... newChannels) {
        return new HeyxOptions(List.of(newChannels), search, unknownContactStatus, latency);
    }

    /** {@return a copy with this limit for each channel} */
    public HeyxOptions withLimit(CallLimit limit) {
        List<ChannelOptions> limited =
                channels.stream().map(channel -> channel.withLimit(limit)).toList();
        return new HeyxOptions(limited, search, unknownContactStatus, latency);
    }

    public HeyxOptions withSearch(Search newSearch) {
        return new HeyxOptions(channels, newSearch, unknownContactStatus, latency);
    }

    public HeyxOptions withUnknownContactStatus(int status) {
        return new HeyxOptions(channels, search, status, latency);
    }

    public HeyxOptions withLatency(Latency newLatency) {
        return new HeyxOptions(channels, search, unknownContactStatus, newLatency);
    }

    /** How a lookup compares values (behaviour.md, "Lookup exact or fuzzy?"). */
    public enum Search {
        /** The text of the field equals the value. */
        EXACT,
        /** The text of the field contains the value, ignoring case. */
        FUZZY
    }
}
