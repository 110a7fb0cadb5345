package io.contactsync.jobfile;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations such as {@code 90s}, {@code 15m} or {@code 1h30m}. */
public final class DurationParser {

    /** The allowed values, for error messages. */
    public static final String ALLOWED = "a duration from 1s to 168h, such as 90s, 15m or 1h30m";

    private static final Duration MAX = Duration.ofDays(7);
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private DurationParser() {}

    /**
     * Parses a duration.
     *
     * @param text hours, minutes and seconds in this order, each optional and with its unit
     * @return the duration, from one second to one week, or empty for any other text
     */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration duration =
                Duration.ofHours(part(matcher, 1)).plusMinutes(part(matcher, 2)).plusSeconds(part(matcher, 3));
        return Optional.of(duration).filter(d -> !d.isZero() && d.compareTo(MAX) <= 0);
    }

    private static long part(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).map(Long::valueOf).orElse(0L);
    }
}
