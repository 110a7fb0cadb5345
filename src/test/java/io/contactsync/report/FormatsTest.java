package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.0 s, 1 s",
        "PT31.44S, 31.4 s, 31 s",
        "PT1M29S, 1 min 29 s, 89 s",
        "PT1M30S, 1 min 30 s, 2 min",
        "PT59M40S, 59 min 40 s, 1 h 0 min",
        "PT26H4M, 26 h 4 min, 26 h 4 min"
    })
    void formatsMeasuredAndEstimatedDurations(Duration time, String exact, String approximate) {
        assertThat(Formats.exact(time)).isEqualTo(exact);
        assertThat(Formats.approximate(time)).isEqualTo(approximate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 contacts", "1 | 1 contact", "2 | 2 contacts", "12345 | 12,345 contacts"})
    void formatsCountsInSingularAndPlural(long count, String text) {
        assertThat(Formats.count(count, "contact")).isEqualTo(text);
    }
}
