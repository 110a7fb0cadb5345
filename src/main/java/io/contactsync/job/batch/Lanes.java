package io.contactsync.job.batch;

import io.contactsync.support.NamedThreadFactory;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * As many contacts in hand as there are calls that are useful at once, each on a thread of its own; the others wait,
 * first come first served. More would only stand half done while they wait for their turn: a stop would find them so,
 * and could not finish them in time.
 */
final class Lanes implements Executor, AutoCloseable {

    private final IntSupplier open;
    private final ExecutorService threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int taken;

    /**
     * Lanes of which some are open.
     *
     * @param open how many, asked anew each time
     * @param name what their threads' names begin with
     */
    Lanes(IntSupplier open, String name) {
        this.open = open;
        this.threads = Executors.newCachedThreadPool(new NamedThreadFactory(name));
    }

    /** Has a contact travel when there is a lane for it; what it is must not throw. */
    @Override
    public synchronized void execute(Runnable contact) {
        waiting.add(contact);
        openLanes();
    }

    /** One thread for each lane that is open and of use. */
    private void openLanes() {
        for (int free = Math.max(1, open.getAsInt()) - taken; free > 0 && !waiting.isEmpty(); free--) {
            Runnable first = waiting.remove();
            taken++;
            threads.execute(() -> serve(first));
        }
    }

    private void serve(Runnable first) {
        for (Runnable contact = first; contact != null; contact = next()) {
            contact.run();
        }
    }

    /** Whoever has brought a contact to its end takes the next one, or gives the lane back. */
    private synchronized @Nullable Runnable next() {
        taken--;
        if (waiting.isEmpty() || taken >= Math.max(1, open.getAsInt())) {
            return null;
        }
        Runnable next = waiting.remove();
        taken++;
        openLanes();
        return next;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
