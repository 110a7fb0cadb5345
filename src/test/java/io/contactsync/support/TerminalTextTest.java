package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class TerminalTextTest {

    static final List<String> HOSTILE = HostileTexts.ALL;

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void escapesWhatATerminalWouldExecuteOrNotDisplay(String hostile) {
        String escaped = TerminalText.escape("id " + hostile + " end");

        assertThat(escaped).startsWith("id \\").endsWith(" end").hasLineCount(1);
        assertThat(HostileTexts.isHarmless(escaped)).isTrue();
        assertThat(TerminalText.escape(escaped)).as("escaped again").isEqualTo(escaped);
        String json = "\"" + escaped.replace("b\\ ", "b\\\\ ") + "\"";
        assertThat(new JsonMapper().readTree(json).asString()).isEqualTo("id " + hostile + " end");
    }

    @ParameterizedTest
    @CsvSource({
        "plain text 123 ~",
        "Zoë Ångström",
        "Ω שלום مرحبا 日本語 👋🏽",
        "e\u0301 n\u0303",
        "C:\\users\\x",
        "a\u00a0b",
        "✓ ✗ … ’"
    })
    void keepsWhatIsDisplayed(String text) {
        assertThat(TerminalText.escape(text)).isEqualTo(text);
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(TerminalText.escape("a\ud83db\udc4bc 👋")).isEqualTo("a\ufffdb\ufffdc 👋");
        assertThat(TerminalText.escapeLines("a\ud83d\nb")).isEqualTo("a\ufffd\nb");
    }

    @Test
    void keepsLineBreaksAndTabsOfATextOfSeveralLines() {
        assertThat(TerminalText.escapeLines("a\n\tb\r\nc\rd\u001b")).isEqualTo("a\n\tb\nc\\rd\\u001b");
    }

    @Test
    void keepsOnlyHarmlessStyles() {
        assertThat(TerminalText.escapeStyledLines("\u001b[1m\u001b[33mUsage\u001b[39m\u001b[22m\u001b[0m\n"))
                .isEqualTo("\u001b[1m\u001b[33mUsage\u001b[39m\u001b[22m\u001b[0m\n");
        assertThat(TerminalText.escapeStyledLines("a\u001b[8mb\u001b[2Jc\u001b[31;8md\u001b[31m"))
                .isEqualTo("a\\u001b[8mb\\u001b[2Jc\\u001b[31;8md\u001b[31m");
    }

    @Test
    void everyCharacterIsShownOrEscaped() {
        Set<Integer> fillers = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);
        List<Integer> wrong = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> {
                    boolean shown = TerminalText.escape(Character.toString(c)).codePointAt(0) == c;
                    boolean hidden = Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || fillers.contains(c)
                            || (c >= 0xE0000 && c <= 0xE0FFF);
                    return shown ? hidden : Character.isLetterOrDigit(c) && !hidden;
                })
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void aLineStaysALineWhateverItContains() {
        TextLines lines = new TextLines().add("first").add("\u001b[31m", "a\nb\u001b[0m", "\u001b[0m");

        assertThat(lines).hasToString("first\n\u001b[31ma\\nb\\u001b[0m\u001b[0m\n");
    }
}
