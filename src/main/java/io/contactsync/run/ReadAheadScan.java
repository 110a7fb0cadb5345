package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.contact.SourceItem;
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
 * A scan that a thread of its own reads, up to {@value #MOST} readings before they are asked for: the next pages travel
 * while the last one is compared and sent.
 */
final class ReadAheadScan implements Scan {

    private static final int MOST = 1_000;
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What the thread hands over. */
    private sealed interface Step {
        record Read(SourceItem reading) implements Step {}

        record End() implements Step {}

        record Broken(RuntimeException cause) implements Step {}

        record Failed(Error cause) implements Step {}
    }

    private final Scan scan;
    private final BooleanSupplier stop;
    private final BlockingQueue<Step> queue = new ArrayBlockingQueue<>(MOST);
    private final Thread thread;
    private @Nullable Step next;

    /**
     * Begins to read.
     *
     * @param scan what is read; nobody else may use it from now on
     * @param stop whether waiting for the source has become pointless
     */
    ReadAheadScan(Scan scan, BooleanSupplier stop) {
        this.scan = scan;
        this.stop = stop;
        this.thread = NamedThreadFactory.daemon("source", this::read);
        thread.start();
    }

    private void read() {
        try {
            handOver(toTheEnd());
        } catch (InterruptedException e) {
            // Only close() interrupts: nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private Step toTheEnd() throws InterruptedException {
        try {
            while (scan.hasNext()) {
                handOver(new Step.Read(scan.next()));
            }
            return new Step.End();
        } catch (RuntimeException e) {
            return new Step.Broken(e);
        } catch (Error e) {
            return new Step.Failed(e);
        }
    }

    private void handOver(Step step) throws InterruptedException {
        queue.put(step);
    }

    @Override
    public boolean fromStart() {
        return scan.fromStart();
    }

    /** Tells whether {@link #hasNext} would answer without waiting, and not with a failure. */
    boolean isReady() {
        Step step = next == null ? queue.peek() : next;
        return step instanceof Step.Read || step instanceof Step.End;
    }

    /** Waits for the source where it must, and gives up with {@link RunStoppedException} when the run is to stop. */
    @Override
    public boolean hasNext() {
        Step step = next == null ? await() : next;
        next = step;
        if (step instanceof Step.Broken broken) {
            throw broken.cause();
        }
        if (step instanceof Step.Failed failed) {
            throw failed.cause();
        }
        return step instanceof Step.Read;
    }

    private Step await() {
        try {
            Step step = queue.poll();
            while (step == null) {
                step = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
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
        return read.reading();
    }

    /** {@inheritDoc} To be asked when the scan has come to its end, which is when all ids are known. */
    @Override
    public boolean hasSeen(String id) {
        return scan.hasSeen(id);
    }

    /** Ends the reading; a call to the source that hangs is not waited for. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scan.close();
    }
}
