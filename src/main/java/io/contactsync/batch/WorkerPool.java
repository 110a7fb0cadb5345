package io.contactsync.batch;

import io.contactsync.support.NamedThreadFactory;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on a limited number of threads, which may change at any time; other tasks wait in a queue (FIFO). The
 * limit is the number of calls that are useful at once: more threads would only hold contacts that wait for their next
 * call, and a stop could not finish these in time.
 */
final class WorkerPool implements Executor, AutoCloseable {

    /** How many tasks may wait beyond the limit. */
    private static final int MAX_WAITING = 256;

    private final IntSupplier size;
    private final ExecutorService threads;
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int running;
    private int waiting;

    /**
     * Creates a pool; threads are started as tasks arrive.
     *
     * @param size the maximum number of threads, read before each task; below 1 counts as 1
     * @param name the prefix of the threads' names
     */
    WorkerPool(IntSupplier size, String name) {
        this.size = size;
        this.threads = Executors.newCachedThreadPool(new NamedThreadFactory(name));
    }

    /** Runs a task as soon as a thread is free. The task must not throw. */
    @Override
    public synchronized void execute(Runnable task) {
        queue.add(task);
        startWorkers();
    }

    private void startWorkers() {
        for (int free = Math.max(1, size.getAsInt()) - running; free > 0 && !queue.isEmpty(); free--) {
            Runnable first = queue.remove();
            running++;
            threads.execute(() -> {
                for (Runnable task = first; task != null; task = next()) {
                    task.run();
                }
            });
        }
    }

    /** The next task of this worker; null if the queue is empty or the pool has become smaller. */
    private synchronized @Nullable Runnable next() {
        running--;
        if (queue.isEmpty() || running >= Math.max(1, size.getAsInt())) {
            return null;
        }
        Runnable next = queue.remove();
        running++;
        startWorkers();
        return next;
    }

    /**
     * Waits in the middle of a task, and lets another task run meanwhile.
     *
     * @param wait returns at the end of the wait
     */
    void releaseWhile(Runnable wait) {
        boolean released = release();
        try {
            wait.run();
        } finally {
            if (released) {
                resume();
            }
        }
    }

    private synchronized boolean release() {
        if (waiting == MAX_WAITING) {
            return false;
        }
        waiting++;
        running--;
        startWorkers();
        return true;
    }

    private synchronized void resume() {
        waiting--;
        running++;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
