package io.contactsync.cli.signal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A signal of the operating system that the program handles itself.
 *
 * <p>{@code sun.misc.Signal} is the only way to hear of a second Ctrl-C: a shutdown hook runs once, and the JVM then
 * deafly waits for it. It is called by reflection because the compiler's warning about it cannot be switched off.
 */
final class UnixSignal implements AutoCloseable {

    private final Object signal;
    private final Method handle;
    private final @Nullable Object before;

    private UnixSignal(Object signal, Method handle, @Nullable Object before) {
        this.signal = signal;
        this.handle = handle;
        this.before = before;
    }

    /**
     * Handles a signal.
     *
     * @param name its name without {@code SIG}
     * @param action what to do each time, on a thread of the JVM's
     * @return closing it restores what was done before
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
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot handle signals", e);
        }
    }
}
