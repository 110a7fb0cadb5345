package io.contactsync.cli;

import io.contactsync.cli.progress.LiveScreen;
import io.contactsync.cli.progress.Lookout;
import io.contactsync.cli.progress.ProgressText;
import io.contactsync.job.progress.RunView;
import io.contactsync.support.NamedThreadFactory;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people see while a run is under way: a live line on a terminal, else a line every 30 seconds. */
public final class ProgressLine implements AutoCloseable {

    private static final int LIVE_MILLIS = 500;
    private static final int PLAIN_MILLIS = 30_000;

    private final PrintWriter err;
    private final boolean quiet;
    private final Supplier<String> stamp;
    private final @Nullable LiveScreen screen;
    private @Nullable Thread thread;

    /**
     * Prepares to show a run.
     *
     * @param err where to
     * @param quiet whether to show nothing
     */
    public ProgressLine(PrintWriter err, boolean quiet) {
        this(err, quiet, ProgressLine::clock, !quiet && Terminal.isLive());
    }

    private ProgressLine(PrintWriter err, boolean quiet, Supplier<String> stamp, boolean live) {
        this.err = err;
        this.stamp = stamp;
        this.quiet = quiet;
        this.screen = live ? new LiveScreen(err, Terminal::columns, Terminal.showsColour()) : null;
    }

    /** Prepares to show a run in a log, which knows the time. */
    public static ProgressLine logged(PrintWriter log, boolean quiet) {
        return new ProgressLine(log, quiet, () -> "", false);
    }

    private static String clock() {
        return LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " ";
    }

    /** Where to write while the line is shown, so that neither tears the other. */
    public PrintWriter err() {
        return screen == null ? err : screen.writer();
    }

    /**
     * Begins to paint.
     *
     * @param run what is painted
     */
    public void start(RunView run) {
        if (quiet) {
            return;
        }
        Lookout lookout = new Lookout(run);
        Thread painter = NamedThreadFactory.daemon("progress", () -> paint(lookout));
        painter.start();
        thread = painter;
    }

    private void paint(Lookout lookout) {
        try {
            while (true) {
                Thread.sleep(screen == null ? PLAIN_MILLIS : LIVE_MILLIS);
                if (screen == null) {
                    err.println(stamp.get() + ProgressText.inWords(lookout.now()));
                    err.flush();
                } else {
                    screen.show(lookout.now());
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
