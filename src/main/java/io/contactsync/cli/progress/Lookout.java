package io.contactsync.cli.progress;

import io.contactsync.http.ClientFigures;
import io.contactsync.job.progress.Outlook;
import io.contactsync.job.progress.RunView;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Looks at a run and says how it stands. */
public final class Lookout {

    /** A call that fails and is tried again at once is no news. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private final RunView run;
    private final Outlook outlook;

    /**
     * Begins to look.
     *
     * @param run the run, which has just begun
     */
    public Lookout(RunView run) {
        this.run = run;
        this.outlook = new Outlook(run);
    }

    /**
     * How the run stands.
     *
     * @return now
     */
    public Progress now() {
        long done = run.channels().stream()
                .mapToLong(channel -> channel.contacts().read())
                .min()
                .orElse(0);
        return new Progress(done, run.counts(), total(), channels(), source(), outlook.left());
    }

    /**
     * How the channels do that have calls.
     *
     * @return now
     */
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
        return expected.isPresent() ? new Progress.Total.About(expected.getAsLong()) : new Progress.Total.Unknown();
    }

    private static Progress.Channel channel(String name, ClientFigures figures) {
        return new Progress.Channel(name, figures.callsLastMinute(), figures.currentLimit(), state(figures));
    }

    private Progress.State source() {
        return run.source().map(Lookout::state).orElseGet(Progress.State.Going::new);
    }

    private static Progress.State state(ClientFigures figures) {
        if (!figures.pausedFor().isZero()) {
            return new Progress.State.Paused(figures.pausedFor());
        }
        return figures.failingFor().compareTo(NEWS) >= 0
                ? new Progress.State.Troubled(figures.failingFor())
                : new Progress.State.Going();
    }
}
