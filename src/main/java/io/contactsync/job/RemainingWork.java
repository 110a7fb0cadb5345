package io.contactsync.job;

import io.contactsync.http.ClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Estimates what is left to do in a run. */
final class RemainingWork {

    private final RunMonitor run;
    private final OptionalLong expectedContacts;
    private final Map<String, Long> callsBefore = new HashMap<>();

    /**
     * Creates an estimate.
     *
     * @param run a run that has just started
     * @param expectedContacts about how many contacts the run will read; empty if unknown
     */
    RemainingWork(RunMonitor run, OptionalLong expectedContacts) {
        this.run = run;
        this.expectedContacts = expectedContacts;
        run.channels().forEach(channel -> callsBefore.put(channel.name(), channel.calls()));
    }

    OptionalLong expectedContacts() {
        return expectedContacts;
    }

    /** The remaining time of the slowest channel; empty if it cannot be estimated for every channel. */
    Optional<Duration> timeLeft() {
        OptionalLong contacts = run.total().isPresent() ? run.total() : expectedContacts;
        Duration longest = Duration.ZERO;
        for (RunMonitor.Channel channel : run.channels()) {
            Optional<Duration> left = contacts.isPresent()
                    ? EtaEstimator.estimate(contacts.getAsLong(), done(channel))
                    : Optional.empty();
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
