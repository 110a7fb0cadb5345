package io.contactsync.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "@SUM(A1)",
                "\t=1",
                "\rx",
                "+1 (212) 555-0199 ext",
                "-cmd|' /C calc'!A0",
                "'=1",
                "''@x",
                "+1,5"
            })
    void guardsFormulaAndRestoresCell(String cell) {
        assertThat(FormulaGuard.guard(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.unguard("'" + cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+1 (212) 555-0199", "-12.50", "+", "plain", "'", "'quoted'", "''", " =1", "1=1", "\n=1"})
    void keepsCellThatIsNoFormula(String cell) {
        assertThat(FormulaGuard.guard(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.unguard(cell)).isEqualTo(cell);
    }
}
