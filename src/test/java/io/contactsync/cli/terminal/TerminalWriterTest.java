package io.contactsync.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.support.HostileTexts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class TerminalWriterTest {

    static final List<String> HOSTILE = HostileTexts.ALL;

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter writer = new TerminalWriter(new PrintWriter(terminal));

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aLineThatIsPrintedStaysOneLine(String hostile) {
        writer.println("rejected: " + hostile);

        assertThat(terminal.toString()).hasLineCount(1);
        assertThat(HostileTexts.isHarmless(terminal.toString())).isTrue();
    }

    @Test
    void noMethodPrintsAControlCharacter() {
        writer.print("a\u001b[2J");
        writer.print('\u0007');
        writer.print(new char[] {'\u009b'});
        writer.write("x\u202ey", 1, 2);
        writer.append("\u2028").append('\b');
        writer.printf("%s", "\u0000");
        writer.println((Object) "\u007f");
        writer.println(new char[] {'\u0085'});
        writer.println('\r');

        assertThat(terminal)
                .hasToString("a\\u001b[2J\\u0007\\u009b\\u202ey\\u2028\\u0008\\u0000\\u007f\n\\u0085\n\\r\n");
    }

    @Test
    void keepsLineBreaksAndStylesOfATextOfSeveralLines() {
        writer.print("one\n\u001b[32m+ two\u001b[0m\n");
        writer.println("\u001b[32m");

        assertThat(terminal).hasToString("one\n\u001b[32m+ two\u001b[0m\n\\u001b[32m\n");
    }

    @Test
    void joinsASurrogatePairThatComesInTwoCalls() {
        for (char half : "👋".toCharArray()) {
            writer.write(half);
        }
        writer.print("a\ud83d");
        writer.print("b");
        writer.flush();

        assertThat(terminal).hasToString("👋a\ufffdb");
    }

    @Test
    void jsonKeepsItsMeaning() {
        String text = String.join(" ", HostileTexts.ALL) + " \\ \" 👋";
        writer.println(new JsonMapper().writeValueAsString(text));

        assertThat(HostileTexts.isHarmless(terminal.toString())).isTrue();
        assertThat(new JsonMapper().readTree(terminal.toString()).asString()).isEqualTo(text);
    }

    @Test
    void stackTraceKeepsItsLines() {
        new IllegalStateException("a\u001bb", new IllegalStateException("cause")).printStackTrace(writer);

        assertThat(terminal.toString())
                .contains("a\\u001bb")
                .contains("\tat ")
                .hasLineCount(terminal.toString().split("\n").length);
        assertThat(terminal.toString().lines().count()).isGreaterThan(3);
    }
}
