package io.contactsync.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Handles one signal of the operating system.
 *
 * <p>Uses {@code sun.misc.Signal}, the only way to receive a second Ctrl-C: a shutdown hook runs once, and the JVM
 * ignores further signals until it ends. It is called by reflection because the compiler's warning about it cannot be
 * suppressed.
 */
final class UnixSignal implements AutoCloseable {

    private final Object signal;
    private final Method handle;
    private final @Nullable Object previous;

    private UnixSignal(Object signal, Method handle, @Nullable Object previous) {
        this.signal = signal;
        this.handle = handle;
        this.previous = previous;
    }

    /**
     * Installs a handler; closing it restores the previous one.
     *
     * @param name the signal's name without {@code SIG}
     * @param action runs for each signal, on a thread of the JVM
     */
    static UnixSignal handle(String name, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.getName().equals("hashCode")
                                ? (Object) name.hashCode()
                                : (Object) (self == args[0]);
                    });
            Object signal = type.getConstructor(String.class).newInstance(name);
            Method handle = type.getMethod("handle", type, handler);
            return new UnixSignal(signal, handle, handle.invoke(null, signal, proxy));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot handle signals", e);
        }
    }

    @Override
    public void close() {
        try {
            handle.invoke(null, signal, previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot handle signals", e);
        }
    }
}
