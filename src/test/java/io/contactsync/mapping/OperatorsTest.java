package io.contactsync.mapping;

import static io.contactsync.mapping.ExpressionFixture.evaluate;
import static io.contactsync.mapping.ExpressionFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 == 1",
                "1 == 1.0",
                "1.50 == 1.5",
                "1 != 2",
                "1 < 2",
                "2 > 1",
                "1 <= 1.0",
                "1 >= 1",
                "9223372036854775807L < 1e20",
                "0.1 + 0.2 == 0.3",
                "0x1F == 31",
                "-1 < 0",
                "1.5f == 1.5",
                "'a' == 'a'",
                "'a' != 'A'",
                "'a' < 'b'",
                "'Z' < 'a'",
                "'a' < 'aa'",
                "'' < 'a'",
                "'10' < '9'",
                "false < true",
                "true >= true",
                "true == TRUE",
                "null == null",
                "null != 1",
                "null != ''",
                "null < 0",
                "null < ''",
                "null < false",
                "null <= null",
                "null >= null",
                "!(null < null)",
                "!(null > null)",
                "1 > null",
                "'' >= null",
                "!(1 == '1')",
                "1 != '1'",
                "!(true == 'true')",
                "0 != false",
                "1 eq 1",
                "1 ne 2",
                "1 lt 2",
                "2 gt 1",
                "1 le 1",
                "1 ge 1",
                "true and true",
                "true && true",
                "false or true",
                "false || true",
                "not false",
                "!false",
                "not null",
                "!(null and true)",
                "null or true",
                "!(null or null)",
                "'abc' matches '[a-c]+'",
                "!('abcd' matches '[a-c]+')",
                "!(null matches '.*')",
                "12 matches '[0-9]+'",
                "'it''s' == \"it's\"",
            })
    void evaluatesToTrue(String expression) {
        assertThat(evaluate(expression)).isEqualTo(true);
    }

    @Test
    void textIsComparedByCodePoint() {
        String beyond = "👩";
        String privateUse = "\uE000";
        assertThat(evaluate("a < b", privateUse, beyond)).isEqualTo(true);
        assertThat(evaluate("a > b", beyond, privateUse)).isEqualTo(true);
        assertThat(evaluate("a < b", "x👩", "x👨")).isEqualTo(false);
        assertThat(evaluate("a < b", "é", "z")).isEqualTo(false);
    }

    @Test
    void comparesNumbersOfAllTypesByValue() {
        assertThat(evaluate("a == b", 1, 1.0)).isEqualTo(true);
        assertThat(evaluate("a == b", BigInteger.ONE, new BigDecimal("1.000"))).isEqualTo(true);
        assertThat(evaluate("a < b", Long.MAX_VALUE, new BigInteger("9223372036854775808")))
                .isEqualTo(true);
        assertThat(evaluate("a < b", 0.1f, (short) 1)).isEqualTo(true);
    }

    @Test
    void listsWithEqualElementsAreEqual() {
        assertThat(evaluate("a == b", List.of("x"), List.of("x"))).isEqualTo(true);
        assertThat(evaluate("a == split('x,y', ',')", List.of("x"))).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a < 5   | text          | '<' cannot compare text with a number; use number(...) to convert text
            5 >= a  | text          | '>=' cannot compare a number with text; use number(...) to convert text
            a > true | text         | '>' cannot compare text with true or false; use number(...) to convert text
            a - 1   | text          | '-' expects numbers, not text; use number(...) to convert text
            2 * a   | text          | '*' expects numbers, not text; use number(...) to convert text
            -a      | text          | '-' expects numbers, not text; use number(...) to convert text
            +a      | text          | '+' expects numbers, not text; use number(...) to convert text
            a and true | text       | 'and' expects true or false, not text; use bool(...) to convert text
            true and a | text       | 'and' expects true or false, not text; use bool(...) to convert text
            a or true | text        | 'or' expects true or false, not text; use bool(...) to convert text
            not a   | text          | 'not' expects true or false, not text; use bool(...) to convert text
            a ? 1 : 2 | text        | '?' expects true or false, not text; use bool(...) to convert text
            'x' matches a | [       | 'matches' expects a valid regular expression, and this contact's value is not one
            """)
    void incompatibleTypesFailWithTheirNames(String expression, String a, String reason) {
        assertThat(failure(expression, a)).isEqualTo(reason);
    }

    @Test
    void otherTypesFailWithTheirNames() {
        assertThat(failure("a > b", List.of("x"), "y")).startsWith("'>' cannot compare a list with text");
        assertThat(failure("a + 1", true))
                .isEqualTo("'+' expects numbers, not true or false; use number(...) to convert text");
        assertThat(failure("a + 'x'", List.of())).isEqualTo("'+' expects text, not a list");
        assertThat(failure("a matches '.*'", List.of())).isEqualTo("'matches' expects text, not a list");
        assertThat(failure("trim(a)", Collections.singletonMap("x", 1)))
                .isEqualTo("trim expects text, not a value with parts");
        assertThat(failure("1 / a", 0)).isEqualTo("'/' divides by zero");
        assertThat(failure("1.5 / a", 0.0)).isEqualTo("'/' divides by zero");
    }

    @Test
    void arithmeticIsExact() {
        assertThat(evaluate("1 + 2 * 3 - 4")).isEqualTo(3L);
        assertThat(evaluate("7 / 2")).isEqualTo(3L);
        assertThat(evaluate("-7 / 2")).isEqualTo(-3L);
        assertThat(evaluate("7 / 2.0")).isEqualTo(3L);
        assertThat(evaluate("7.5 / 2")).isEqualTo(new BigDecimal("3.75"));
        assertThat(evaluate("0.1 + 0.2")).isEqualTo(new BigDecimal("0.3"));
        assertThat(evaluate("1.5 * 2")).isEqualTo(3L);
        assertThat(evaluate("a + 1", Long.MAX_VALUE)).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(evaluate("a * a", Long.MAX_VALUE))
                .isEqualTo(new BigInteger("85070591730234615847396907784232501249"));
        assertThat(evaluate("-a", Long.MIN_VALUE)).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(evaluate("+a", 5)).isEqualTo(5L);
    }

    @Test
    void arithmeticWithNullIsNull() {
        for (String expression : List.of("a + 1", "1 - a", "a * 2", "2 / a", "-a", "+a", "a + b")) {
            assertThat(evaluate(expression)).as(expression).isNull();
        }
    }

    @Test
    void plusConcatenatesText() {
        assertThat(evaluate("a + ' ' + b", "Ada", "King")).isEqualTo("Ada King");
        assertThat(evaluate("a + ' ' + b", "Ada", null)).isEqualTo("Ada ");
        assertThat(evaluate("'n' + 1 + 2")).isEqualTo("n12");
        assertThat(evaluate("1 + 2 + 'n'")).isEqualTo("3n");
        assertThat(evaluate("'' + 1.50 + true")).isEqualTo("1.5true");
        assertThat(evaluate("a + b", "e", "\u0301")).isEqualTo("\u00E9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            a ?: 'b'         | null | b
            a ?: 'b'         | ''   | b
            a ?: 'b'         | ' '  | b
            a ?: 'b'         | x    | x
            a ?: b ?: 'c'    | null | c
            a == null ? 'y' : 'n' | null | y
            a == null ? 'y' : 'n' | x    | n
            b ? 'y' : 'n'    | x    | n
            """)
    void conditionalsTreatBlankAndNullAsMissing(String expression, @Nullable String a, String expected) {
        assertThat(evaluate(expression, a)).isEqualTo(expected);
    }

    @Test
    void doesNotEvaluateTheOtherBranch() {
        assertThat(evaluate("a ?: 1 / b", "x", 0)).isEqualTo("x");
        assertThat(evaluate("a == 'x' ? 1 : 1 / b", "x", 0)).isEqualTo(1L);
        assertThat(evaluate("b != 0 and 1 / b > 0", null, 0)).isEqualTo(false);
        assertThat(evaluate("b == 0 or 1 / b > 0", null, 0)).isEqualTo(true);
    }

    @Test
    void readsAFieldNameInBrackets() {
        CompiledExpression term = new ExpressionCompiler(
                        "f", ExpressionFixture.KNOWN, ExpressionFixture.RUN_START, new ArrayList<>())
                .compile("firstWord(['First Name'])");
        assertThat(term.evaluate(new CompiledExpression.Evaluation(
                        Map.of("First Name", "Ada King"), ExpressionFixture.RUN_START)))
                .isEqualTo("Ada");
    }

    @Test
    void costlyMatchIsAborted() {
        assertThat(failure("a matches '(.*)*(.*)*(.*)*x\\1'", "a".repeat(40)))
                .isEqualTo("'matches': the regular expression is too costly for this text");
    }
}
