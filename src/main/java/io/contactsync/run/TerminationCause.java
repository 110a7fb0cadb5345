package io.contactsync.run;

import io.contactsync.http.FatalApiException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Why a run ends before it is done: the first cause counts, and a stop that follows from it does not replace it. */
public final class TerminationCause {

    private final AtomicReference<@Nullable Throwable> get = new AtomicReference<>();

    /** Notes a cause. */
    public void set(Throwable why) {
        get.updateAndGet(earlier -> earlier == null || (isStop(earlier) && !isStop(why)) ? why : earlier);
    }

    /** The cause, or null while there is none. */
    public @Nullable Throwable get() {
        return get.get();
    }

    /** Whether a cause is a stop that was asked for, and so no failure. */
    public static boolean isStop(Throwable why) {
        return why instanceof RunStoppedException || why instanceof FatalApiException.Stopped;
    }
}
