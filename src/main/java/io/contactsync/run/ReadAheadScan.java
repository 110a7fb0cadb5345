package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.contact.SourceItem;
import io.contactsync.support.FatalErrorHandler;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scan in a thread of its own, up to {@value #MAX_AHEAD} items ahead, so that the next pages are fetched while
 * the last one is compared and sent.
 */
final class ReadAheadScan implements Scan {

    private static final int MAX_AHEAD = 1_000;
    private static final long POLL_MILLIS = 100;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** What the thread puts into the queue. */
    private sealed interface Step {
        record Read(SourceItem item) implements Step {}

        record End() implements Step {}

        record Failure(RuntimeException cause) implements Step {}

        record FatalError(Error cause) implements Step {}
    }

    private final Scan scan;
    private final BooleanSupplier stop;
    private final BlockingQueue<Step> queue = new ArrayBlockingQueue<>(MAX_AHEAD);
    private final Thread thread;
    private @Nullable Step next;

    /**
     * Starts to read.
     *
     * @param scan must not be used by the caller any more
     * @param stop whether to give up waiting for the source
     */
    ReadAheadScan(Scan scan, BooleanSupplier stop) {
        this.scan = scan;
        this.stop = stop;
        this.thread = NamedThreadFactory.daemon("source", this::read);
        thread.start();
    }

    private void read() {
        try {
            queue.put(readToEnd());
        } catch (InterruptedException e) {
            // Only close() interrupts, and then no one reads the queue.
            Thread.currentThread().interrupt();
        }
    }

    private Step readToEnd() throws InterruptedException {
        try {
            while (scan.hasNext()) {
                queue.put(new Step.Read(scan.next()));
            }
            return new Step.End();
        } catch (RuntimeException e) {
            return new Step.Failure(e);
        } catch (Error e) {
            FatalErrorHandler.check(e);
            return new Step.FatalError(e);
        }
    }

    @Override
    public boolean fromStart() {
        return scan.fromStart();
    }

    /** Whether {@link #hasNext} would return at once, and not throw. */
    boolean isReady() {
        Step step = next == null ? queue.peek() : next;
        return step instanceof Step.Read || step instanceof Step.End;
    }

    /** Waits for the source if necessary; throws {@link RunStoppedException} if a stop is requested meanwhile. */
    @Override
    public boolean hasNext() {
        Step step = next == null ? await() : next;
        next = step;
        if (step instanceof Step.Failure failure) {
            throw failure.cause();
        }
        if (step instanceof Step.FatalError error) {
            throw error.cause();
        }
        return step instanceof Step.Read;
    }

    private Step await() {
        try {
            Step step = queue.poll();
            while (step == null) {
                step = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (step == null && stop.getAsBoolean()) {
                    throw new RunStoppedException();
                }
            }
            return step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException();
        }
    }

    @Override
    public SourceItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Step.Read read = (Step.Read) Objects.requireNonNull(next);
        next = null;
        return read.item();
    }

    /** {@inheritDoc} Valid at the end of the scan only, because only then all ids are known. */
    @Override
    public boolean hasSeen(String id) {
        return scan.hasSeen(id);
    }

    /** Stops reading. Waits at most {@link #CLOSE_TIMEOUT} for a call to the source. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scan.close();
    }
}
