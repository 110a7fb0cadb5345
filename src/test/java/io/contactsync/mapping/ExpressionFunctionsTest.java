package io.contactsync.mapping;

import static io.contactsync.mapping.ExpressionFixture.evaluate;
import static io.contactsync.mapping.ExpressionFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.support.UnreadableNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionFunctionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            firstWord(a)       | 'Frank McCallister'       | 'Frank'
            firstWord(a)       | '  Frank  James Mc '      | 'Frank'
            firstWord(a)       | 'Frank\u00A0McCallister'  | 'Frank'
            firstWord(a)       | '\u3000Frank\tMc'         | 'Frank'
            firstWord(a)       | 'Cher'                    | 'Cher'
            firstWord(a)       | '👩‍🚀 Ada'                  | '👩‍🚀'
            firstWord(a)       | ' \u00A0 '                | ''
            firstWord(a)       | ''                        | ''
            firstWord(a)       | null                      | null
            otherWords(a)      | 'Frank McCallister'       | 'McCallister'
            otherWords(a)      | '  Frank   James  Mc '    | 'James  Mc'
            otherWords(a)      | 'Frank\u00A0\u2009Mc\u00A0' | 'Mc'
            otherWords(a)      | 'Frank James\u00A0Mc'     | 'James\u00A0Mc'
            otherWords(a)      | 'Cher'                    | ''
            otherWords(a)      | ''                        | ''
            otherWords(a)      | null                      | null
            trim(a)            | '\u00A0\t x y \u2003\n'   | 'x y'
            trim(a)            | 'x'                       | 'x'
            trim(a)            | null                      | null
            lower(a)           | 'ÄÖİI'                    | 'äöi̇i'
            lower(a)           | null                      | null
            upper(a)           | 'straße'                  | 'STRASSE'
            upper(a)           | 'i'                       | 'I'
            upper(a)           | null                      | null
            digits(a)          | '+1 (800) 759-3000'       | '18007593000'
            digits(a)          | '٠١٢３４x'                  | '01234'
            digits(a)          | 'none'                    | ''
            digits(a)          | null                      | null
            hash(a)            | ''                        | 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
            hash(a)            | 'abc'                     | 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
            hash(a)            | 'é'                       | '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'
            hash(a)            | null                      | null
            e164(a, 'US')      | '1-800-759-3000'          | '+18007593000'
            e164(a, 'US')      | '+44 20 7946 0958'        | '+442079460958'
            e164(a, 'GB')      | '020 7946 0958'           | '+442079460958'
            e164(a, null)      | '+49 30 123456'           | '+4930123456'
            e164(a, b)         | '+49 30 123456'           | '+4930123456'
            e164(a, 'US')      | '1-800-FLOWERS'           | '+18003569377'
            e164(a, 'US')      | '12'                      | null
            e164(a, 'US')      | 'no number'               | null
            e164(a, null)      | '020 7946 0958'           | null
            e164(a, 'US')      | ' '                       | null
            e164(a, 'US')      | null                      | null
            date(a)            | '2026-01-31'              | '2026-01-31'
            date(a)            | ' 2026-01-31 '            | '2026-01-31'
            date(a)            | '2026-01-31T23:30:00-05:00' | '2026-02-01'
            date(a)            | '2026-01-31T00:00Z'       | '2026-01-31'
            date(a)            | '705103200'               | '1992-05-05'
            date(a)            | '-1'                      | '1969-12-31'
            date(a)            | ''                        | null
            date(a)            | null                      | null
            dateTime(a)        | '2026-01-31'              | '2026-01-31T00:00:00Z'
            dateTime(a)        | '2026-01-31T23:30:00.25-05:00' | '2026-02-01T04:30:00.250Z'
            dateTime(a)        | '0'                       | '1970-01-01T00:00:00Z'
            dateTime(a)        | null                      | null
            replace(a, '[aeiou]', '*') | 'contact'         | 'c*nt*ct'
            replace(a, '(\\w+) (\\w+)', '$2, $1') | 'Ada King' | 'King, Ada'
            replace(a, 'x', '') | 'contact'                | 'contact'
            replace(a, b, '-') | 'contact'                 | null
            replace(a, 'x', '') | null                     | null
            ifBlank(a, 'none') | null                      | 'none'
            ifBlank(a, 'none') | ' \u00A0'                 | 'none'
            ifBlank(a, 'none') | 'x'                       | 'x'
            ifBlank(a, b)      | ''                        | null
            concat(a, '-', b)  | 'x'                       | 'x-'
            concat(a)          | null                      | ''
            concat()           | 'x'                       | ''
            join(split(a, ','), ';') | 'x, y,,z'           | 'x; y;;z'
            join(split(a, '::'), ' ') | 'x::y:z'           | 'x y:z'
            join(split(a, '.'), '') | 'no dot'             | 'no dot'
            join(split(a, ','), ';') | null                | null
            split(a, b)        | 'x'                       | null
            """)
    void evaluatesTextFunctions(String expression, @Nullable String value, @Nullable String expected) {
        assertThat(evaluate(expression, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"705103200,1992-05-05", "0,1970-01-01", "-1,1969-12-31", "-86401,1969-12-30", "253402300799,9999-12-31"
    })
    void dateOfEpochSecondsIsInUtc(long seconds, String date) {
        assertThat(evaluate("date(a)", seconds)).isEqualTo(date);
    }

    @Test
    void fractionsOfEpochSecondsAreTruncated() {
        assertThat(evaluate("dateTime(a)", 1.75)).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(evaluate("dateTime(a)", -0.25)).isEqualTo("1969-12-31T23:59:59Z");
    }

    @Test
    void millisecondsAreNotADate() {
        assertThat(failure("date(a)", 1_700_000_000_000L))
                .isEqualTo("date expects a year from 1 to 9999; give epoch seconds, not milliseconds");
        assertThat(failure("dateTime(a)", "1700000000000")).startsWith("dateTime expects a year from 1 to 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "31.01.2026", "2026-02-30", "2026-01-31T10:00:00", "2026-01-31T25:00:00Z", "1.5", "1,000"
            })
    void otherTextIsNotADate(String text) {
        assertThat(failure("date(a)", text))
                .isEqualTo("date expects epoch seconds, an ISO 8601 date or a date-time with an offset")
                .doesNotContain(text);
    }

    @Test
    void daysAgoCountsFromTheStartOfTheRun() {
        long start = ExpressionFixture.RUN_START.getEpochSecond();
        assertThat(evaluate("daysAgo(30)")).isEqualTo(start - 30 * 86_400L);
        assertThat(evaluate("daysAgo(0)")).isEqualTo(start);
        assertThat(evaluate("daysAgo(a)", 0.5)).isEqualTo(start - 43_200L);
        assertThat(evaluate("daysAgo(a)", (Object) null)).isNull();
        assertThat(failure("daysAgo(a)", "30"))
                .isEqualTo("daysAgo expects numbers, not text; use number(...) to convert text");
    }

    @Test
    void numbersBecomeTextWithoutDecimalsOrExponents() {
        assertThat(evaluate("concat(a, ' ', b, ' ', c)", 1.0, 1e21, new BigDecimal("0.00000001")))
                .isEqualTo("1 1000000000000000000000 0.00000001");
        assertThat(evaluate("e164(a, 'US')", 18_007_593_000L)).isEqualTo("+18007593000");
        assertThat(evaluate("e164(a, 'US')", 1.8007593E10)).isEqualTo("+18007593000");
        assertThat(evaluate("trim(a)", true)).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "12,12",
        "-12,-12",
        "+12,12",
        "' 7 ',7",
        "9223372036854775807,9223372036854775807",
        "1e3,1000",
        "5.,5",
        "2.00,2"
    })
    void integersInTextAreParsedAsLong(String text, long number) {
        assertThat(evaluate("number(a)", text)).isEqualTo(number);
    }

    @Test
    void numbersAreExact() {
        assertThat(evaluate("number(a)", "9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(evaluate("number(a)", "0.10")).isEqualTo(new BigDecimal("0.1"));
        assertThat(evaluate("number(a)", ".5")).isEqualTo(new BigDecimal("0.5"));
        assertThat(evaluate("number(a)", 5)).isEqualTo(5L);
        assertThat(evaluate("number(a)", "")).isNull();
        assertThat(evaluate("number(a)", (Object) null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve", "1,000", "1.2.3", "0x10", "NaN", "Infinity", "--1", "1 2", "."})
    void otherTextIsNotANumber(String text) {
        assertThat(failure("number(a)", text)).isEqualTo("number expects text that is a number such as 12 or -1.5");
    }

    @Test
    void rejectsUnboundedNumbers() {
        assertThat(failure("a + 1", new BigDecimal("1e999999999"))).isEqualTo("a number has more than 1,000 digits");
        assertThat(failure("a * a", new BigDecimal("1e600"))).isEqualTo("a number has more than 1,000 digits");
        assertThat(failure("a + b", new BigDecimal("1e999"), new BigDecimal("1e-999")))
                .isEqualTo("a number has more than 1,000 digits");
        assertThat(failure("a", UnreadableNumber.TOO_LONG))
                .isEqualTo("the source's field 'a' is a number with more than 1,000 digits");
        assertThat(failure("number(a)", Double.NaN)).isEqualTo("a number is infinite or not a number");
        assertThat(failure("number(a)", true)).isEqualTo("number expects text that is a number such as 12 or -1.5");
    }

    @Test
    void numberOfThousandDigitsIsExact() {
        String digits = "1" + "2".repeat(999);
        assertThat(evaluate("number(a)", digits)).isEqualTo(new BigInteger(digits));
        assertThat(evaluate("concat(number(a))", "-" + digits)).isEqualTo("-" + digits);
        assertThat(evaluate("concat(number(a))", "0." + digits)).isEqualTo("0." + digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1e9999", "1e99999999999999999999"})
    void numberThatIsTooLongGivesNullAndAWarning(String text) {
        assertTooLong(text);
    }

    @Test
    void numberWithMillionsOfDigitsGivesNullAndAWarning() {
        assertTooLong("9".repeat(1_001));
        assertTooLong("9".repeat(5_000_000));
        assertTooLong("0." + "9".repeat(5_000_000));
    }

    private static void assertTooLong(String text) {
        Evaluation evaluation = ExpressionFixture.evaluation(text);
        assertThat(ExpressionFixture.compile("number(a)").evaluate(evaluation)).isNull();
        assertThat(evaluation.warnings())
                .extracting(MappingResult.Warning::reason)
                .containsExactly("a number has more than 1,000 digits");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "1,true", "Yes,true", "' yes ',true", "false,false", "0,false", "no,false"})
    void parsesWordsAsBooleans(String text, boolean truth) {
        assertThat(evaluate("bool(a)", text)).isEqualTo(truth);
    }

    @Test
    void convertsNumbersAndBooleansToBooleans() {
        assertThat(evaluate("bool(a)", 1)).isEqualTo(true);
        assertThat(evaluate("bool(a)", 0.0)).isEqualTo(false);
        assertThat(evaluate("bool(a)", true)).isEqualTo(true);
        assertThat(evaluate("bool(a)", " ")).isNull();
        assertThat(evaluate("bool(a)", (Object) null)).isNull();
        assertThat(failure("bool(a)", "on")).isEqualTo("bool expects true or false, 1 or 0, yes or no");
    }

    @Test
    void listsAreSplitAndJoined() {
        assertThat(evaluate("split(a, ',')", "x,y,")).isEqualTo(List.of("x", "y", ""));
        assertThat(evaluate("join(a, ', ')", Arrays.asList("x", null, "y"))).isEqualTo("x, y");
        assertThat(evaluate("join(a, ', ')", List.of())).isEqualTo("");
        assertThat(evaluate("join(a, '-')", List.of(1, 2.5, true))).isEqualTo("1-2.5-true");
        assertThat(failure("join(a, ',')", "x"))
                .isEqualTo("join expects a list, not text; use split(text, separator) to create one");
        assertThat(failure("split(a, b)", "x", "")).isEqualTo("split expects a separator that is not empty");
        assertThat(failure("trim(a)", List.of("x"))).isEqualTo("trim expects text, not a list");
        assertThat(failure("concat(a)", List.of("x"))).isEqualTo("concat expects text, not a list");
    }

    @Test
    void ifBlankEvaluatesItsSecondArgumentOnlyIfNeeded() {
        assertThat(evaluate("ifBlank(a, 1 / b)", "x", 0)).isEqualTo("x");
        assertThat(failure("ifBlank(a, 1 / b)", "", 0)).isEqualTo("'/' divides by zero");
    }

    @Test
    void composesDecomposedTextFirst() {
        assertThat(evaluate("hash(a)", "e\u0301")).isEqualTo(evaluate("hash(a)", "\u00E9"));
        assertThat(evaluate("a == 'e\u0301'", "\u00E9")).isEqualTo(true);
        assertThat(evaluate("concat(a, b)", "e", "\u0301")).isEqualTo("\u00E9");
        assertThat(evaluate("join(a, '')", List.of("e\u0301"))).isEqualTo("\u00E9");
    }

    @Test
    void compilesARegularExpressionFromAContact() {
        assertThat(evaluate("replace(a, b, c)", "x1", "[0-9]", "!")).isEqualTo("x!");
        assertThat(failure("replace(a, b, c)", "x", "\\p{secret}", "!"))
                .isEqualTo("replace expects a valid regular expression, and this contact's value is not one");
        assertThat(failure("replace(a, 'x', b)", "x", "$1")).startsWith("replace refers with $ or \\ to a group");
    }

    @Test
    void catastrophicRegularExpressionIsAborted() {
        String text = "a".repeat(40);
        String costly = "replace: the regular expression is too costly for this text";
        assertThat(failure("replace(a, '(a|a)*b\\1', '')", text)).isEqualTo(costly);
        assertThat(failure("replace(a, '(.*)*(.*)*(.*)*x\\1', '')", text)).isEqualTo(costly);
        assertThat(failure("replace(a, '(a|b)*c', '')", "ab".repeat(200_000))).isEqualTo(costly);
    }

    @Test
    void allDocumentedFunctionsExist() {
        assertThat(ExpressionFunctions.ALL.keySet())
                .isEqualTo(Set.of(
                        "firstWord",
                        "otherWords",
                        "trim",
                        "lower",
                        "upper",
                        "e164",
                        "digits",
                        "date",
                        "dateTime",
                        "daysAgo",
                        "split",
                        "join",
                        "concat",
                        "ifBlank",
                        "number",
                        "bool",
                        "replace",
                        "hash"));
    }
}
