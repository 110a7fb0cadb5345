package io.contactsync.cli.terminal;

import io.contactsync.http.ClientMetrics;
import io.contactsync.job.RunMonitor;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Takes samples of a run's progress. */
public final class ProgressSampler {

    /** Shorter failures are not reported: a single failed call is retried at once. */
    private static final Duration MIN_REPORTED_FAILURE = Duration.ofSeconds(5);

    private final RunMonitor run;

    /** Creates a sampler. */
    public ProgressSampler(RunMonitor run) {
        this.run = run;
    }

    /** The run's progress at this moment. */
    public RunProgress sample() {
        long done = run.channels().stream()
                .mapToLong(channel -> channel.counts().read())
                .min()
                .orElse(0);
        return new RunProgress(done, run.counts(), total(), channels(), source(), run.timeLeft());
    }

    /** The state of each channel that makes calls, at this moment. */
    public List<RunProgress.Channel> channels() {
        return run.channels().stream()
                .flatMap(channel -> channel.metrics().map(figures -> channel(channel.name(), figures)).stream())
                .toList();
    }

    private RunProgress.Total total() {
        if (run.total().isPresent()) {
            return new RunProgress.Total.Known(run.total().getAsLong());
        }
        OptionalLong expected = run.expectedContacts();
        return expected.isPresent()
                ? new RunProgress.Total.Estimated(expected.getAsLong())
                : new RunProgress.Total.Unknown();
    }

    private static RunProgress.Channel channel(String name, ClientMetrics figures) {
        return new RunProgress.Channel(name, figures.callsLastMinute(), figures.currentLimit(), state(figures));
    }

    private RunProgress.State source() {
        return run.sourceMetrics().map(ProgressSampler::state).orElseGet(RunProgress.State.Normal::new);
    }

    private static RunProgress.State state(ClientMetrics figures) {
        if (!figures.pausedFor().isZero()) {
            return new RunProgress.State.Paused(figures.pausedFor());
        }
        return figures.failingFor().compareTo(MIN_REPORTED_FAILURE) >= 0
                ? new RunProgress.State.Failing(figures.failingFor())
                : new RunProgress.State.Normal();
    }
}
