package io.contactsync.http.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final int MAX_DIGITS = 12;

    private RetryAfter() {}

    /**
     * Reads it.
     *
     * @param value the header, null when there is none
     * @param date the answer's own {@code Date}, by which a date is measured, so that the clocks need not agree; null
     *     when there is none
     * @param now our time, when the answer has no date
     * @return how long to wait, negative for a date gone by; empty when it cannot be read
     */
    static Optional<Duration> parse(@Nullable String value, @Nullable String date, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (!text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant from = date == null ? now : parseDate(date).orElse(now);
        return parseDate(text).map(until -> Duration.between(from, until));
    }

    private static Optional<Instant> parseDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            // A server may write what it likes here; an unreadable date is as good as none.
            return Optional.empty();
        }
    }
}
