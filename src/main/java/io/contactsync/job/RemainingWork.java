package io.contactsync.job;

import io.contactsync.http.ClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What a run still has before it. */
public final class RemainingWork {

    private final RunMonitor run;
    private final OptionalLong expectedContacts;
    private final Map<String, Long> callsBefore = new HashMap<>();

    /**
     * Begins to look.
     *
     * @param run the run, which has just begun
     */
    public RemainingWork(RunMonitor run) {
        this.run = run;
        this.expectedContacts = run.isSample() ? OptionalLong.empty() : run.history().links();
        run.channels().forEach(channel -> callsBefore.put(channel.name(), channel.calls()));
    }

    /**
     * How many contacts there will be about, where the source does not say it: as many as were linked before.
     *
     * @return the number, or nothing when nobody was, or the run is a sample
     */
    public OptionalLong expectedContacts() {
        return expectedContacts;
    }

    /**
     * How long the rest will take. The run is done when its slowest channel is; while there is no telling of one there
     * is none of the run.
     *
     * @return the time, or nothing when it cannot be told
     */
    public Optional<Duration> timeLeft() {
        OptionalLong contacts = run.total().isPresent() ? run.total() : expectedContacts;
        Duration longest = Duration.ZERO;
        for (RunMonitor.Channel channel : run.channels()) {
            Optional<Duration> left =
                    contacts.isPresent() ? EtaEstimator.estimate(contacts.getAsLong(), done(channel)) : Optional.empty();
            if (left.isEmpty()) {
                return left;
            }
            longest = left.get().compareTo(longest) > 0 ? left.get() : longest;
        }
        return Optional.of(longest);
    }

    private EtaEstimator.Done done(RunMonitor.Channel channel) {
        long before = Objects.requireNonNull(callsBefore.get(channel.name()));
        return new EtaEstimator.Done(
                channel.counts().read(),
                channel.calls(),
                channel.readInExecution(),
                channel.calls() - before,
                Duration.between(run.executionStartedAt(), Instant.now()),
                channel.metrics().flatMap(ClientMetrics::currentLimit));
    }
}
