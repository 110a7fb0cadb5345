package io.contactsync.job;

import java.time.Duration;
import java.util.List;
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
 */
public record RunOptions(
        Start start, OptionalLong limit, List<String> only, OptionalLong maxCalls, Optional<Duration> maxDuration) {

    /** Whether an unfinished run is continued. */
    public enum Start {
        /** It is continued, if there is one. */
        RESUME,
        /** It is given up, and a new one begins. */
        FRESH
    }

    /** Takes an unmodifiable copy. */
    public RunOptions {
        only = List.copyOf(only);
    }

    /**
     * Tells whether the run takes only some contacts; then it leaves no checkpoint and judges nobody missing.
     *
     * @return true with a limit or with named contacts
     */
    public boolean isSample() {
        return limit.isPresent() || !only.isEmpty();
    }
}
