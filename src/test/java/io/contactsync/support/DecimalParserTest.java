package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "12", "+12", "-1.5", ".5", "5.", "1e3", "1E-3", "-1.50e+0003", "0012", "0.00012"})
    void parsesNumbersExactly(String text) {
        assertThat(DecimalParser.isNumber(text)).isTrue();
        assertThat(DecimalParser.parse(text))
                .hasValueSatisfying(number -> assertThat(number).isEqualByComparingTo(new BigDecimal(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", ".", "e5", "1e", "1e+", "--1", "1 2", "0x10", "NaN", "1,000", "1.2.3", "١"})
    void otherTextIsNoNumber(String text) {
        assertThat(DecimalParser.isNumber(text)).isFalse();
    }

    @Test
    void acceptsThousandDigits() {
        String digits = "1" + "2".repeat(999);
        assertThat(DecimalParser.parse(digits)).contains(new BigDecimal(digits));
        assertThat(DecimalParser.parse("-0." + digits)).contains(new BigDecimal("-0." + digits));
        assertThat(DecimalParser.parse("1e999"))
                .hasValueSatisfying(number -> assertThat(number.toPlainString()).hasSize(1_000));
        assertThat(DecimalParser.parse("1e-1000")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000",
                "1e-1001",
                "1e999999999",
                "-1e-999999999",
                "1e2147483648",
                "1e99999999999999999999",
                "12.5e2000"
            })
    void rejectsLargeExponents(String text) {
        assertThat(DecimalParser.isNumber(text)).isTrue();
        assertThat(DecimalParser.parse(text)).isEmpty();
    }

    @Test
    void rejectsLongTextWithoutParsingIt() {
        String million = "9".repeat(10_000_000);
        assertThat(DecimalParser.parse("9".repeat(1_001))).isEmpty();
        assertThat(DecimalParser.parse(million)).isEmpty();
        assertThat(DecimalParser.parse("0." + million)).isEmpty();
        assertThat(DecimalParser.parse("1e" + million)).isEmpty();
        assertThat(DecimalParser.isNumber(million + "x")).isFalse();
    }

    @Test
    void zeroIsZeroWhateverItsExponent() {
        assertThat(DecimalParser.parse("0e999999999")).contains(BigDecimal.ZERO);
        assertThat(DecimalParser.parse("-0.0e-99999999999999")).contains(BigDecimal.ZERO);
        assertThat(DecimalParser.parse("0".repeat(10_000) + "7.5")).hasValue(new BigDecimal("7.5"));
        assertThat(DecimalParser.isWithinBounds(new BigDecimal("0e999999999"))).isTrue();
        assertThat(DecimalParser.isWithinBounds(new BigDecimal("1e999999999"))).isFalse();
    }
}
