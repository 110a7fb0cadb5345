package io.contactsync.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.report.OutcomeCounts;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveScreenTest {

    private static final RunProgress NOW = new RunProgress(
            7,
            new OutcomeCounts(7, Map.of(), 0),
            new RunProgress.Total.Known(9),
            List.of(),
            new RunProgress.State.Normal(),
            Optional.empty());

    private final StringWriter terminal = new StringWriter();

    /** The visible text: each line after all erasing. */
    private String visibleText() {
        return terminal.toString()
                .replaceAll("\u001b\\[\\?7[lh]", "")
                .replaceAll("[^\n]*\r\u001b\\[2K", "")
                .replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void redrawsTheLineInPlaceAndErasesItOnClose() {
        try (LiveScreen screen = new LiveScreen(new PrintWriter(terminal), () -> 20, false)) {
            screen.show(NOW);
            screen.show(NOW);

            assertThat(visibleText()).isEqualTo("7/9");
        }
        assertThat(visibleText()).isEmpty();
    }

    @Test
    void printsCompleteLogLinesAboveTheLine() {
        try (LiveScreen screen = new LiveScreen(new PrintWriter(terminal), () -> 20, false)) {
            screen.show(NOW);
            System.err.print("warning: ");
            assertThat(visibleText()).isEqualTo("7/9");
            System.err.println("one");
            screen.writer().println("two");

            assertThat(visibleText()).isEqualTo("warning: one\ntwo\n7/9");
        }
        assertThat(visibleText()).isEqualTo("warning: one\ntwo\n");
    }

    @Test
    void restoresStderrOnClose() {
        PrintStream before = System.err;

        new LiveScreen(new PrintWriter(terminal), () -> 20, false).close();

        assertThat(System.err).isSameAs(before);
    }

    @Test
    void usesColoursOnlyIfEnabled() {
        RunProgress normal = new RunProgress(
                7,
                new OutcomeCounts(7, Map.of(), 0),
                new RunProgress.Total.Unknown(),
                List.of(new RunProgress.Channel("support", 3, Optional.of(200), new RunProgress.State.Normal())),
                new RunProgress.State.Normal(),
                Optional.empty());
        try (LiveScreen plain = new LiveScreen(new PrintWriter(terminal), () -> 80, false)) {
            plain.show(normal);
            assertThat(terminal.toString()).doesNotContain("\u001b[32m");
        }
        try (LiveScreen coloured = new LiveScreen(new PrintWriter(terminal), () -> 80, true)) {
            coloured.show(normal);
            assertThat(terminal.toString()).contains("\u001b[32m").contains("\u001b[0m");
        }
    }
}
