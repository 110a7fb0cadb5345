package io.contactsync.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the command line asks of a run.
 *
 * @param start whether an unfinished run is continued
 * @param limit how many contacts to read at most
 * @param only the contacts to take, by source id; empty for all
 * @param maxCalls how many calls to the target at most
 * @param maxDuration how long to run at most
 * @param retried the contacts to take on each channel because they were rejected there; nothing for any other run
 */
public record RunOptions(
        Start start,
        OptionalLong limit,
        List<String> only,
        OptionalLong maxCalls,
        Optional<Duration> maxDuration,
        Optional<Map<String, List<String>>> retried) {

    /** Whether an unfinished run is continued. */
    public enum Start {
        /** It is continued, if there is one. */
        RESUME,
        /** It is given up, and a new one begins. */
        FRESH
    }

    /** Takes unmodifiable copies. */
    public RunOptions {
        only = List.copyOf(only);
        retried = retried.map(Map::copyOf);
    }

    /**
     * Options of a run that is not about rejected contacts.
     *
     * @param start whether an unfinished run is continued
     * @param limit how many contacts to read at most
     * @param only the contacts to take, by source id; empty for all
     * @param maxCalls how many calls to the target at most
     * @param maxDuration how long to run at most
     */
    public RunOptions(
            Start start, OptionalLong limit, List<String> only, OptionalLong maxCalls, Optional<Duration> maxDuration) {
        this(start, limit, only, maxCalls, maxDuration, Optional.empty());
    }

    /**
     * Options of a run that takes rejected contacts only.
     *
     * @param rejected the contacts by channel
     * @return a sample of just these
     */
    public static RunOptions retrying(Map<String, List<String>> rejected) {
        return new RunOptions(
                Start.RESUME,
                OptionalLong.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(rejected));
    }

    /**
     * The contacts that a channel shall take by their ids.
     *
     * @param channel the channel's name
     * @return their ids, or nothing when the source is scanned
     */
    public Optional<List<String>> ids(String channel) {
        return retried.map(ids -> ids.getOrDefault(channel, List.of()))
                .or(() -> only.isEmpty() ? Optional.empty() : Optional.of(only));
    }

    /**
     * Tells whether the run takes only some contacts; then it leaves no checkpoint and judges nobody missing.
     *
     * @return true with a limit or with named contacts
     */
    public boolean isSample() {
        return limit.isPresent() || !only.isEmpty() || retried.isPresent();
    }
}
