package io.contactsync.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfterHeader {

    private static final int MAX_DIGITS = 12;

    private RetryAfterHeader() {}

    /**
     * Parses the header.
     *
     * @param value the header, null if missing
     * @param date the response's {@code Date} header, null if missing; a date in {@code value} is compared with it, so
     *     that the clocks need not agree
     * @param now our time, used if the response has no {@code Date}
     * @return how long to wait, negative for a past date; empty if the value is missing or cannot be parsed
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
            // Servers send many formats; a date that cannot be parsed counts as missing.
            return Optional.empty();
        }
    }
}
