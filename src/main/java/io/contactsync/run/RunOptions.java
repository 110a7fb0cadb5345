package io.contactsync.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The command-line options of a run.
 *
 * @param start whether to resume an unfinished run
 * @param limit the maximum number of contacts to read
 * @param only the source ids of the contacts to sync; empty for all
 * @param maxCalls the maximum number of calls to the target
 * @param maxDuration how long the run may take
 * @param retried the rejected contacts to retry, by channel; absent if the run is not a retry
 * @param freshLinks whether contacts whose links are missing in a restored ledger may be created again
 */
public record RunOptions(
        Start start,
        OptionalLong limit,
        List<String> only,
        OptionalLong maxCalls,
        Optional<Duration> maxDuration,
        Optional<Map<String, List<String>>> retried,
        boolean freshLinks) {

    /** What to do with an unfinished run. */
    public enum Start {
        /** Resume it, if there is one. */
        RESUME,
        /** Abandon it and start a new one. */
        FRESH
    }

    /** Takes unmodifiable copies. */
    public RunOptions {
        only = List.copyOf(only);
        retried = retried.map(Map::copyOf);
    }

    /** The options of a run that is not a retry. */
    public RunOptions(
            Start start, OptionalLong limit, List<String> only, OptionalLong maxCalls, Optional<Duration> maxDuration) {
        this(start, limit, only, maxCalls, maxDuration, Optional.empty(), false);
    }

    /** A copy that says whether contacts whose links are missing in a restored ledger may be created again. */
    public RunOptions withFreshLinks(boolean accepted) {
        return new RunOptions(start, limit, only, maxCalls, maxDuration, retried, accepted);
    }

    /** The options of a retry, a sample of rejected contacts only. */
    public static RunOptions retrying(Map<String, List<String>> rejected) {
        return new RunOptions(
                Start.RESUME,
                OptionalLong.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(rejected),
                false);
    }

    /** The ids of the contacts that a channel reads one by one; empty if it scans the source. */
    public Optional<List<String>> ids(String channel) {
        return retried.map(ids -> ids.getOrDefault(channel, List.of()))
                .or(() -> only.isEmpty() ? Optional.empty() : Optional.of(only));
    }

    /** Whether the run reads only some contacts. Such a run leaves no checkpoint and finds no missing contacts. */
    public boolean isSample() {
        return limit.isPresent() || !only.isEmpty() || retried.isPresent();
    }
}
