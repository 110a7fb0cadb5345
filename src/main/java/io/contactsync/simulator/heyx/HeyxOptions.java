package io.contactsync.simulator.heyx;

import io.contactsync.simulator.heyx.inbox.Search;
import io.contactsync.simulator.limit.Limit;
import io.contactsync.simulator.wire.Latency;
import java.util.List;

/**
 * How HeyX behaves.
 *
 * @param channels at least one, names and tokens unique
 * @param search how lookups compare
 * @param unknownContactStatus the status for an id that does not exist, 403 or 404
 * @param latency how long answers take
 */
public record HeyxOptions(List<ChannelOptions> channels, Search search, int unknownContactStatus, Latency latency) {

    /** {@return one channel "support" of 200 calls a minute, exact search, 403 for unknown ids, no latency} */
    public static HeyxOptions defaults() {
        return new HeyxOptions(List.of(ChannelOptions.named("support")), Search.EXACT, 403, Latency.none());
    }

    public HeyxOptions withChannels(ChannelOptions... newChannels) {
        return new HeyxOptions(List.of(newChannels), search, unknownContactStatus, latency);
    }

    /** {@return the same with one limit for each channel} */
    public HeyxOptions withLimit(Limit limit) {
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
}
