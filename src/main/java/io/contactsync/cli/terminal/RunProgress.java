package io.contactsync.cli.terminal;

import io.contactsync.report.OutcomeCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run's progress at one moment.
 *
 * @param done contacts that have an outcome in every channel
 * @param contacts the outcome counts over all channels
 * @param total the number of contacts to read
 * @param channels the channels that make calls
 * @param source the state of the source's client
 * @param left the estimated remaining time; empty while it cannot be estimated
 */
public record RunProgress(
        long done, OutcomeCounts contacts, Total total, List<Channel> channels, State source, Optional<Duration> left) {

    /** Takes an unmodifiable copy. */
    public RunProgress {
        channels = List.copyOf(channels);
    }

    /** The number of contacts to read. */
    public sealed interface Total {

        /** The exact number, from the source. */
        record Known(long contacts) implements Total {}

        /** The number of contacts that an earlier run read. */
        record Estimated(long contacts) implements Total {}

        /** No number is known. */
        record Unknown() implements Total {}
    }

    /**
     * The state of one channel.
     *
     * @param callsLastMinute calls in the last 60 s
     * @param limit calls per minute; empty if unlimited
     */
    public record Channel(String name, long callsLastMinute, Optional<Integer> limit, State state) {}

    /** The state of a client. */
    public sealed interface State {

        /** Calls succeed. */
        record Normal() implements State {}

        /**
         * No calls are made after a 429.
         *
         * @param left the remaining pause
         */
        record Paused(Duration left) implements State {}

        /**
         * No call succeeds.
         *
         * @param duration the time since the last success
         */
        record Failing(Duration duration) implements State {}
    }
}
