package io.contactsync.report;

import java.time.Duration;
import java.util.Locale;

/** Formats numbers and durations for people, independent of the locale. */
public final class Formats {

    private Formats() {}

    /** A number with thousands separators, such as {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * A number with a noun in singular or plural, such as {@code 1 contact} or {@code 12,345 contacts}.
     *
     * @param noun the singular of a noun whose plural ends in "s"
     */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A measured duration, such as {@code 31.4 s}, {@code 2 min 5 s} or {@code 1 h 4 min}. */
    public static String exact(Duration duration) {
        if (duration.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return duration.toHours() == 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** An estimated duration, rounded: such as {@code 40 s}, {@code 12 min} or {@code 1 h 4 min}; at least 1 s. */
    public static String approximate(Duration duration) {
        if (duration.toSeconds() < 90) {
            return Math.max(1, duration.toSeconds()) + " s";
        }
        long minutes = Math.round(duration.toSeconds() / 60.0);
        return minutes < 60 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
