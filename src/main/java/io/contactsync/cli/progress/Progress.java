package io.contactsync.cli.progress;

import io.contactsync.report.Counts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands at a moment.
 *
 * @param done contacts that every channel has brought to an outcome
 * @param contacts the sheet over all channels
 * @param total how many contacts there are to read
 * @param channels the channels that have calls
 * @param source what the source is doing
 * @param left how long the rest will take; empty while there is no telling
 */
public record Progress(
        long done, Counts contacts, Total total, List<Channel> channels, State source, Optional<Duration> left) {

    /** Takes an unmodifiable copy. */
    public Progress {
        channels = List.copyOf(channels);
    }

    /** How many contacts there are to read. */
    public sealed interface Total {

        /**
         * The source knows.
         *
         * @param contacts their number
         */
        record Known(long contacts) implements Total {}

        /**
         * An earlier run has read about as many.
         *
         * @param contacts their number then
         */
        record About(long contacts) implements Total {}

        /** Nobody knows. */
        record Unknown() implements Total {}
    }

    /**
     * How one channel does.
     *
     * @param name its name
     * @param callsLastMinute calls in the last 60 s
     * @param limit how many there may be; empty when there is no limit
     * @param state what it is doing
     */
    public record Channel(String name, long callsLastMinute, Optional<Integer> limit, State state) {}

    /** What a channel is doing. */
    public sealed interface State {

        /** It goes its way. */
        record Going() implements State {}

        /**
         * It waits after a 429.
         *
         * @param left for so long
         */
        record Paused(Duration left) implements State {}

        /**
         * Nothing succeeds.
         *
         * @param lasts since so long
         */
        record Troubled(Duration lasts) implements State {}
    }
}
