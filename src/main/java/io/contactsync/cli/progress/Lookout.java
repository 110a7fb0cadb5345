package io.contactsync.cli.progress;

import io.contactsync.http.ClientFigures;
import io.contactsync.job.progress.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at a run and says how it stands. */
public final class Lookout {

    /** A call that fails and is tried again at once is no news. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private final RunView run;
    private final OptionalLong expected;
    private final Map<String, Long> callsBefore = new HashMap<>();

    /**
     * Begins to look.
     *
     * @param run the run, which has just begun
     */
    public Lookout(RunView run) {
        this.run = run;
        this.expected = run.isSample() ? OptionalLong.empty() : run.history().links();
        run.channels().forEach(channel -> callsBefore.put(channel.name(), channel.calls()));
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
        return new Progress(done, run.counts(), total(), channels(), source(), left());
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
        return expected.isPresent() ? new Progress.Total.About(expected.getAsLong()) : new Progress.Total.Unknown();
    }

    private static Progress.Channel channel(String name, ClientFigures figures) {
        return new Progress.Channel(name, figures.callsLastMinute(), figures.limit(), state(figures));
    }

    private Progress.State source() {
        return run.source().map(Lookout::state).orElseGet(Progress.State.Going::new);
    }

    private static Progress.State state(ClientFigures figures) {
        if (!figures.pausedFor().isZero()) {
            return new Progress.State.Paused(figures.pausedFor());
        }
        return figures.troubledFor().compareTo(NEWS) >= 0
                ? new Progress.State.Troubled(figures.troubledFor())
                : new Progress.State.Going();
    }

    /** The run is done when its slowest channel is; while there is no telling of one there is none of the run. */
    private Optional<Duration> left() {
        OptionalLong contacts = run.total().isPresent() ? run.total() : expected;
        Duration longest = Duration.ZERO;
        for (RunView.Channel channel : run.channels()) {
            Optional<Duration> left =
                    contacts.isPresent() ? TimeLeft.of(contacts.getAsLong(), done(channel)) : Optional.empty();
            if (left.isEmpty()) {
                return left;
            }
            longest = left.get().compareTo(longest) > 0 ? left.get() : longest;
        }
        return Optional.of(longest);
    }

    private TimeLeft.Done done(RunView.Channel channel) {
        long before = Objects.requireNonNull(callsBefore.get(channel.name()));
        return new TimeLeft.Done(
                channel.contacts().read(),
                channel.calls(),
                channel.readInPart(),
                channel.calls() - before,
                Duration.between(run.partBegan(), Instant.now()),
                channel.client().flatMap(ClientFigures::limit));
    }
}
