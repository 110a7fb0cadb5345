package io.contactsync.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers and lengths of time as people read them, the same in every country. */
public final class Spoken {

    private Spoken() {}

    /**
     * A number of things.
     *
     * @param count the number
     * @return such as {@code 12,345}
     */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * How long something took.
     *
     * @param took the time
     * @return such as {@code 31.4 s}, {@code 2 min 5 s}, {@code 1 h 4 min}
     */
    public static String exact(Duration took) {
        if (took.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        }
        return took.toHours() == 0
                ? "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart())
                : "%d h %d min".formatted(took.toHours(), took.toMinutesPart());
    }

    /**
     * About how long something will take.
     *
     * @param left the time
     * @return such as {@code 40 s}, {@code 12 min}, {@code 1 h 4 min}; never more exact than an estimate can be
     */
    public static String about(Duration left) {
        if (left.toSeconds() < 90) {
            return Math.max(1, left.toSeconds()) + " s";
        }
        long minutes = Math.round(left.toSeconds() / 60.0);
        return minutes < 60 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
