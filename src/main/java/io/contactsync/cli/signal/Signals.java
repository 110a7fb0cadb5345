package io.contactsync.cli.signal;

import io.contactsync.cli.ExitCode;
import io.contactsync.http.StopSignal;
import io.contactsync.support.NamedThreadFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * SIGTERM and Ctrl-C while a command is under way: the first stops it in good order, a second one ends the program at
 * once. Either way a run that comes next goes on where this one was.
 */
public final class Signals implements AutoCloseable {

    /** However the run hangs, the program has ended by then. */
    private static final Duration END = Duration.ofMillis(9_500);

    private final StopSignal stop;
    private final Duration grace;
    private final String said;
    private final PrintWriter err;
    private final List<UnixSignal> watched;
    private boolean asked;

    private Signals(StopSignal stop, Duration grace, String said, PrintWriter err) {
        this.stop = stop;
        this.grace = grace;
        this.said = said;
        this.err = err;
        this.watched = List.of(UnixSignal.handle("INT", this::arrived), UnixSignal.handle("TERM", this::arrived));
    }

    /**
     * Has signals stop a run.
     *
     * @param stop asked to stop by the first signal
     * @param err where that is said
     * @return closing it gives the signals back
     */
    public static Signals stopping(StopSignal stop, PrintWriter err) {
        String said = "stopping: contacts in hand are finished; run again to resume (once more to end at once)";
        return new Signals(stop, StopSignal.GRACE, said, err);
    }

    /**
     * Has signals end a command that only reads, and so has nothing to finish.
     *
     * @param stop asked to stop by the first signal, without a grace
     * @param err where that is said
     * @return closing it gives the signals back
     */
    public static Signals ending(StopSignal stop, PrintWriter err) {
        return new Signals(stop, Duration.ZERO, "stopping (once more to end at once)", err);
    }

    private synchronized void arrived() {
        if (asked) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
        asked = true;
        stop.requestStop(grace);
        NamedThreadFactory.daemon("end-anyway", this::endAnyway).start();
        err.println(said);
        err.flush();
    }

    private void endAnyway() {
        try {
            Thread.sleep(END.toMillis());
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watched.forEach(UnixSignal::close);
    }
}
