package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.contactsync.support.HostileTexts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

class LogLineEncoderTest {

    static final List<String> HOSTILE = HostileTexts.ALL;

    private static LoggingEvent event(String message, @Nullable Throwable failure) {
        Logger logger = (Logger) LoggerFactory.getLogger(LogLineEncoderTest.class);
        return new LoggingEvent("", logger, Level.WARN, "the file {} is odd", failure, new Object[] {message});
    }

    private static String encoded(String message, @Nullable Throwable failure) {
        return new String(new LogLineEncoder().encode(event(message, failure)), UTF_8);
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aMessageStaysOneHarmlessLine(String hostile) {
        String line = encoded(hostile, null);

        assertThat(line).hasLineCount(1).endsWith(System.lineSeparator());
        assertThat(HostileTexts.isHarmless(line)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aJsonLineIsHarmlessAndKeepsItsMeaning(String hostile) {
        JsonEncoder json = new LogbackConfigurator.JsonLineEncoder();
        json.setWithMessage(false);
        json.setWithFormattedMessage(true);
        json.setWithMDC(false);
        json.setWithArguments(false);
        json.setWithContext(false);

        String line = new String(json.encode(event(hostile, null)), UTF_8);

        assertThat(line).hasLineCount(1);
        assertThat(HostileTexts.isHarmless(line)).isTrue();
        assertThat(new JsonMapper().readTree(line).path("formattedMessage").asString())
                .isEqualTo("the file " + hostile + " is odd");
    }

    @Test
    void aLineHasTimeLevelAndMessage() {
        assertThat(encoded("a\ud83db", null)).matches("\\d\\d:\\d\\d:\\d\\d WARN  the file a\ufffdb is odd\\R");
    }

    @Test
    void anExceptionFollowsTheLine() {
        assertThat(encoded("x", new IllegalStateException("a\u001b[2Jb")))
                .contains("is odd" + System.lineSeparator() + "java.lang.IllegalStateException: a\\u001b[2Jb")
                .contains("\tat ");
    }
}
