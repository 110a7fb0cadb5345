package io.contactsync.support;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates the daemon threads of a pool, named {@code name-1}, {@code name-2} and so on. All threads of the program are
 * daemons: a command that has its result must not wait for a call that hangs.
 */
public final class NamedThreadFactory implements ThreadFactory {

    private final String name;
    private final AtomicInteger created = new AtomicInteger();

    /** Creates a factory whose thread names start with {@code name}. */
    public NamedThreadFactory(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return daemon(name + "-" + created.incrementAndGet(), task);
    }

    /** Creates a single daemon thread, to be started by the caller. */
    public static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
