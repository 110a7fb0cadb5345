package io.contactsync.cli;

import io.contactsync.http.CancellationToken;
import io.contactsync.support.NamedThreadFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Handles SIGTERM and SIGINT (Ctrl-C) while a command is running: the first signal stops it gracefully, the second one
 * ends the process at once. In both cases the next run resumes.
 */
final class SignalHandler implements AutoCloseable {

    /** Even if the run hangs, the process ends this long after the first signal: within the promised 10 s. */
    private static final Duration HALT_AFTER = Duration.ofMillis(9_500);

    private final CancellationToken stop;
    private final Duration grace;
    private final String message;
    private final PrintWriter err;
    private final List<UnixSignal> handled;
    private boolean requested;

    private SignalHandler(CancellationToken stop, Duration grace, String message, PrintWriter err) {
        this.stop = stop;
        this.grace = grace;
        this.message = message;
        this.err = err;
        this.handled = List.of(UnixSignal.handle("INT", this::onSignal), UnixSignal.handle("TERM", this::onSignal));
    }

    /**
     * Handles signals for a run: contacts in progress are finished.
     *
     * @param stop requested by the first signal, with a grace period
     * @param err for the message about it
     * @return a handler that restores the previous signal handling when closed
     */
    public static SignalHandler stoppingGracefully(CancellationToken stop, PrintWriter err) {
        String message =
                "Stopping: finishing contacts in progress. Press Ctrl-C again to quit now; run again to resume.";
        return new SignalHandler(stop, CancellationToken.GRACE, message, err);
    }

    /**
     * Handles signals for a command that only reads and has nothing to finish.
     *
     * @param stop requested by the first signal, without a grace period
     * @param err for the message about it
     * @return a handler that restores the previous signal handling when closed
     */
    public static SignalHandler stoppingAtOnce(CancellationToken stop, PrintWriter err) {
        return new SignalHandler(stop, Duration.ZERO, "Stopping. Press Ctrl-C again to quit now.", err);
    }

    private synchronized void onSignal() {
        if (requested) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
        requested = true;
        stop.requestStop(grace);
        NamedThreadFactory.daemon("stop-timeout", this::haltAfterTimeout).start();
        err.println(message);
        err.flush();
    }

    private void haltAfterTimeout() {
        try {
            Thread.sleep(HALT_AFTER.toMillis());
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        handled.forEach(UnixSignal::close);
    }
}
