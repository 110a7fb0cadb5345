package io.contactsync.cli.progress;

import io.contactsync.http.ClientFigures;
import io.contactsync.job.progress.Outlook;
import io.contactsync.job.progress.RunView;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Takes samples of a run's progress. */
public final class Lookout {

    /** Shorter failures are not reported: a single failed call is retried at once. */
    private static final Duration MIN_REPORTED_FAILURE = Duration.ofSeconds(5);

    private final RunView run;
    private final Outlook outlook;

    /**
     * Creates a sampler; the estimate of the remaining time starts now.
     *
     * @param run a run that has just started
     */
    public Lookout(RunView run) {
        this.run = run;
        this.outlook = new Outlook(run);
    }

    /** The run's progress at this moment. */
    public Progress sample() {
        long done = run.channels().stream()
                .mapToLong(channel -> channel.contacts().read())
                .min()
                .orElse(0);
        return new Progress(done, run.counts(), total(), channels(), source(), outlook.left());
    }

    /** The state of each channel that makes calls, at this moment. */
    public List<Progress.Channel> channels() {
        return run.channels().stream()
                .flatMap(channel -> channel.client().map(figures -> channel(channel.name(), figures)).stream())
                .toList();
    }

    private Progress.Total total() {
        if (run.total().isPresent()) {
            return new Progress.Total.Known(run.total().getAsLong());
        }
        OptionalLong expected = outlook.expected();
        return expected.isPresent() ? new Progress.Total.Estimated(expected.getAsLong()) : new Progress.Total.Unknown();
    }

    private static Progress.Channel channel(String name, ClientFigures figures) {
        return new Progress.Channel(name, figures.callsLastMinute(), figures.currentLimit(), state(figures));
    }

    private Progress.State source() {
        return run.source().map(Lookout::state).orElseGet(Progress.State.Normal::new);
    }

    private static Progress.State state(ClientFigures figures) {
        if (!figures.pausedFor().isZero()) {
            return new Progress.State.Paused(figures.pausedFor());
        }
        return figures.failingFor().compareTo(MIN_REPORTED_FAILURE) >= 0
                ? new Progress.State.Failing(figures.failingFor())
                : new Progress.State.Normal();
    }
}
