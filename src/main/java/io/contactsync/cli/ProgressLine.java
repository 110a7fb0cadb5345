package io.contactsync.cli;

import io.contactsync.contact.Outcome;
import io.contactsync.http.ClientFigures;
import io.contactsync.job.RunView;
import io.contactsync.report.Counts;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people see while a run is under way: a live line on a terminal, else a line every 30 seconds. */
public final class ProgressLine implements AutoCloseable {

    private static final int LIVE_MILLIS = 500;
    private static final int PLAIN_MILLIS = 30_000;

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean live = Terminal.isLive();
    private @Nullable Thread thread;

    /**
     * Prepares to paint.
     *
     * @param err where it is painted
     * @param quiet whether nothing is said
     */
    public ProgressLine(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
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
        Thread painter = new Thread(() -> paint(run), "progress");
        painter.setDaemon(true);
        painter.start();
        thread = painter;
    }

    private void paint(RunView run) {
        try {
            while (true) {
                Thread.sleep(live ? LIVE_MILLIS : PLAIN_MILLIS);
                err.print(live ? "\r\u001b[2K" + line(run) : line(run) + System.lineSeparator());
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(RunView run) {
        Counts counts = run.counts();
        StringBuilder line = new StringBuilder()
                .append(counts.read())
                .append(run.total().isPresent() ? "/" + run.total().getAsLong() : "")
                .append(" done");
        for (Outcome outcome : Outcome.values()) {
            long count = counts.of(outcome);
            if (count > 0) {
                line.append("  ")
                        .append(count)
                        .append(' ')
                        .append(outcome.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return line.append("  ").append(pace(run)).toString();
    }

    private static String pace(RunView run) {
        return run.clients().stream().map(ProgressLine::pace).collect(Collectors.joining("  "));
    }

    private static String pace(ClientFigures figures) {
        String limit = figures.limit().map(most -> "/" + most).orElse("");
        String paused = figures.pausedFor().isZero()
                ? ""
                : " paused " + figures.pausedFor().toSeconds() + " s";
        return figures.callsLastMinute() + limit + " calls a minute" + paused;
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (live) {
            err.print("\r\u001b[2K");
            err.flush();
        }
    }
}
