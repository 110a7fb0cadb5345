package io.contactsync.run;

import io.contactsync.http.FatalApiException;
import io.contactsync.support.FatalErrorHandler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Why a run ends early. The first cause is kept, except that a failure replaces a requested stop. Thread-safe. */
public final class TerminationCause {

    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();

    /** Sets the cause, unless an earlier one is kept. */
    public void set(Throwable candidate) {
        FatalErrorHandler.check(candidate);
        cause.updateAndGet(earlier -> earlier == null || (isStop(earlier) && !isStop(candidate)) ? candidate : earlier);
    }

    /** The cause, or null if there is none so far. */
    public @Nullable Throwable get() {
        return cause.get();
    }

    /** Whether a cause is a requested stop, and so not a failure. */
    public static boolean isStop(Throwable cause) {
        return cause instanceof RunStoppedException || cause instanceof FatalApiException.Stopped;
    }
}
