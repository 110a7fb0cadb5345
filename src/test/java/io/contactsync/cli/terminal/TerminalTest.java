package io.contactsync.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({"'', 24 132, 132", "40, 24 132, 40", "'', '', 80", "0, 0 0, 80", "wide, 24 132, 132"})
    void widthIsTheExportedOneElseThatOfTheTerminal(String exported, String size, int columns) {
        assertThat(Terminal.columns(Map.of("COLUMNS", exported), size)).isEqualTo(columns);
        assertThat(Terminal.columns(Map.of(), "24 132")).isEqualTo(132);
    }
}
