package io.contactsync.cli.terminal;

import io.contactsync.job.RunMonitor;
import io.contactsync.support.NamedThreadFactory;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a run on stderr: a live line on a terminal, otherwise one line every 30 seconds. */
public final class ProgressDisplay implements AutoCloseable {

    private static final int LIVE_INTERVAL_MILLIS = 500;
    private static final int PLAIN_INTERVAL_MILLIS = 30_000;

    private final PrintWriter err;
    private final boolean quiet;
    private final Supplier<String> timestamp;
    private final @Nullable LiveScreen screen;
    private @Nullable Thread thread;

    /**
     * Creates a display that shows nothing before {@link #start}.
     *
     * @param quiet true to show no progress at all
     */
    public ProgressDisplay(PrintWriter err, boolean quiet) {
        this(err, quiet, ProgressDisplay::clock, !quiet && Terminal.isLive());
    }

    private ProgressDisplay(PrintWriter err, boolean quiet, Supplier<String> timestamp, boolean live) {
        this.err = err;
        this.timestamp = timestamp;
        this.quiet = quiet;
        this.screen = live ? new LiveScreen(err, Terminal::columns, Terminal.showsColour()) : null;
    }

    /** Creates a display that writes to a log: no live line, and no timestamp because the log adds its own. */
    public static ProgressDisplay logged(PrintWriter log, boolean quiet) {
        return new ProgressDisplay(log, quiet, () -> "", false);
    }

    private static String clock() {
        return LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " ";
    }

    /** The writer for other messages; they appear above the live line without breaking it. */
    public PrintWriter err() {
        return screen == null ? err : screen.writer();
    }

    /** Starts to show the progress of a run, on a thread of its own. */
    public void start(RunMonitor run) {
        if (quiet) {
            return;
        }
        ProgressSampler sampler = new ProgressSampler(run);
        Thread updater = NamedThreadFactory.daemon("progress", () -> update(sampler));
        updater.start();
        thread = updater;
    }

    private void update(ProgressSampler sampler) {
        try {
            while (true) {
                Thread.sleep(screen == null ? PLAIN_INTERVAL_MILLIS : LIVE_INTERVAL_MILLIS);
                if (screen == null) {
                    err.println(timestamp.get() + ProgressText.inWords(sampler.sample()));
                    err.flush();
                } else {
                    screen.show(sampler.sample());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (screen != null) {
            screen.close();
        }
    }
}
