package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.AttemptResult.Answered;
import io.contactsync.http.AttemptResult.Empty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-01-31T02:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "300, 300",
        "' 42 ', 42",
        "'Sat, 31 Jan 2026 02:00:30 GMT', 30",
        "'Sat, 31 Jan 2026 02:05:00 GMT', 300"
    })
    void usesValuesFrom1To300Seconds(String header, long seconds) {
        assertThat(usable(header, null)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "301",
                "-5",
                "1.5",
                "soon",
                "",
                "99999999999999999999999",
                "Sat, 31 Jan 2026 01:59:00 GMT",
                "Sat, 31 Jan 2026 02:05:01 GMT",
                "Sat, 31 Jan 2099 02:05:01 GMT"
            })
    void ignoresOtherValues(String header) {
        assertThat(usable(header, null)).isEmpty();
    }

    @Test
    void dateIsRelativeToTheServersDate() {
        assertThat(usable("Sat, 31 Jan 2026 07:00:20 GMT", "Sat, 31 Jan 2026 07:00:00 GMT"))
                .contains(Duration.ofSeconds(20));
        assertThat(usable("Sat, 31 Jan 2026 02:00:20 GMT", "nonsense")).contains(Duration.ofSeconds(20));
    }

    @Test
    void isEmptyWithoutTheHeader() {
        assertThat(RetryAfterHeader.parse(null, null, NOW)).isEmpty();
    }

    private static Optional<Duration> usable(String header, @org.jspecify.annotations.Nullable String date) {
        return new Answered(429, new Empty(), RetryAfterHeader.parse(header, date, NOW)).usableRetryAfter();
    }
}
