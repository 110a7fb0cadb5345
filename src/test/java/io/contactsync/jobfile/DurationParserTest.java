package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {

    @ParameterizedTest
    @CsvSource({
        "15m, PT15M",
        "50m, PT50M",
        "90s, PT1M30S",
        "2h, PT2H",
        "1h30m, PT1H30M",
        "1h2m3s, PT1H2M3S",
        "168h, P7D"
    })
    void durationIsReadAsItsParts(String text, Duration duration) {
        assertThat(DurationParser.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "15", "m", "0s", "169h", "30m1h", "-5m", "1.5h", " 5m", "5M", "1d", "999999h", "1234567s"})
    void otherTextIsNoDuration(String text) {
        assertThat(DurationParser.parse(text)).isEmpty();
    }
}
