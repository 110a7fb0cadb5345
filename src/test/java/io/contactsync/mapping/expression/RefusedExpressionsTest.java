package io.contactsync.mapping.expression;

import static io.contactsync.mapping.expression.Worked.problem;
import static io.contactsync.mapping.expression.Worked.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.mapping.expression.MappingError.Problem;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedExpressionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            T(java.lang.Runtime)              | 1  | T(...) would reach a class
            a + T(java.lang.Runtime).getRuntime().exec('x') | 5 | T(...) would reach a class
            new java.io.File('x')             | 1  | 'new' would make an object
            @bean                             | 2  | '@' would reach the program
            @bean.go()                        | 2  | '@' would reach the program
            #root                             | 1  | '#' is not needed: fields are written as bare names
            #this.a                           | 1  | '#' is not needed: fields are written as bare names
            #trim(a)                          | 1  | '#' is not needed: functions are written as bare names
            a = 'x'                           | 3  | '=' would assign; '==' compares
            a++                               | 2  | the operator '++' is not offered
            --a                               | 1  | the operator '--' is not offered
            a % 2                             | 3  | the operator '%' is not offered
            a ^ 2                             | 3  | the operator '^' is not offered
            a between {1, 2}                  | 3  | the operator 'between' is not offered
            {1, 2}                            | 1  | '{...}' would make a list; split(text, separator) does
            {x: 1}                            | 1  | '{...}' would make a map
            a.?[true]                         | 3  | '?[...]' would select from a list
            a.^[true]                         | 3  | '?[...]' would select from a list
            a.![b]                            | 3  | '![...]' would work on each of a list
            a[0]                              | 2  | '[...]' names a field, as in ['First Name'], and nothing else
            ['a'][0]                          | 6  | '[...]' names a field, as in ['First Name'], and nothing else
            [0]                               | 1  | '[...]' names a field, as in ['First Name'], and nothing else
            [a]                               | 1  | '[...]' names a field, as in ['First Name'], and nothing else
            a.b                               | 3  | '.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so
            a?.b                              | 4  | '.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so
            a.trim()                          | 3  | '.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so
            'x'.getClass()                    | 5  | '.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so
            ['a'].class                       | 7  | '.' would reach into a value: write trim(name), not name.trim(), and ['a.b'] for a field named so
            """)
    void whatReachesFurtherIsRefusedWithItsColumn(String expression, int column, String sentence) {
        Problem problem = problem(expression);
        assertThat(problem.path()).isEqualTo("fields.f");
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.message()).isEqualTo(sentence);
        assertThat(problem.allowed()).startsWith("fields, 'text', numbers");
    }

    @Test
    void instanceofIsRefused() {
        assertThat(problems("a instanceof T(String)"))
                .extracting(Problem::message)
                .contains("the operator 'instanceof' is not offered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            usernam                | 1  | there is no field 'usernam'; did you mean 'username'?
            trim(user_name)        | 6  | there is no field 'user_name'; did you mean 'username'?
            a + userName           | 5  | there is no field 'userName'; did you mean 'username'?
            phone_number           | 1  | there is no field 'phone_number'
            ['First name']         | 1  | there is no field 'First name'; did you mean 'First Name'?
            trim                   | 1  | there is no field 'trim'; the function is written trim(...)
            firstword(a)           | 1  | there is no function 'firstword'; did you mean 'firstWord'?
            a + otherWord(b)       | 5  | there is no function 'otherWord'; did you mean 'otherWords'?
            substring(a, 1)        | 1  | there is no function 'substring'
            username()             | 1  | there is no function 'username'; the field is written without brackets
            getClass()             | 1  | there is no function 'getClass'
            e164(a, 'us')          | 9  | e164 takes a region in capitals; did you mean 'US'?
            e164(a, 'USA')         | 9  | e164 takes a region by its two letters, such as 'US' or 'DE'; there is none 'USA'
            e164(a, 1)             | 9  | e164 takes a region by its two letters, such as 'US' or 'DE'; there is none '1'
            e164(a)                | 1  | e164 takes 2 values, not 1
            trim()                 | 1  | trim takes 1 value, not 0
            trim(a, b)             | 1  | trim takes 1 value, not 2
            b + ifBlank(a)         | 5  | ifBlank takes 2 values, not 1
            replace(a, '[', '')    | 12 | replace takes a regular expression: Unclosed character class
            replace(a, 'x', '$1')  | 17 | replace refers with $ or \\ to a group that the regular expression has not
            replace(a, 'x', '\\')  | 17 | replace refers with $ or \\ to a group that the regular expression has not
            a matches '('          | 11 | 'matches' takes a regular expression: Unclosed group
            split(a, '')           | 10 | split takes a separator that is not empty
            number('x')            | 1  | number takes text that is a number such as 12 or -1.5
            a > date('soon')       | 5  | date takes epoch seconds, an ISO 8601 date or a date-time with an offset
            daysAgo('30')          | 1  | daysAgo takes numbers, not text; number(...) makes them of text
            join('x', ',')         | 1  | join takes a list, not text; split(text, separator) makes one
            1 / 0                  | 3  | '/' divides by zero
            a == ('x' > 1)         | 11 | '>' cannot compare text with a number; number(...) makes numbers of text
            1e2000                 | 1  | a number has more than 1,000 digits
            a +                    | 3  | Problem parsing right operand
            a matches 'x           | 11 | Cannot find terminating ' for string
            trim(a                 | 5  | Unexpectedly ran out of arguments
            (a                     | 3  | Unexpectedly ran out of input
            First Name             | 7  | After parsing a valid expression, there is still more data in the expression: 'Name'; text stands in quotes, and a field of several words is written ['First Name']
            a; b                   | 2  | Unsupported character ';' (59) encountered in expression
            a + €                  | 5  | Unsupported character '€' (8,364) encountered in expression
            a > 3000000000         | 5  | The value '3000000000' cannot be parsed as an int; a whole number above 2147483647 is written with an L behind it
            concat(,a)             | 1  | the expression cannot be read: a value is missing in it
            """)
    void whatIsWrongIsToldWithItsColumn(String expression, int column, String sentence) {
        Problem problem = problem(expression);
        assertThat(problem.message()).isEqualTo(sentence);
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.allowed()).isNotBlank();
    }

    @Test
    void whatIsAllowedIsNamed() {
        assertThat(problem("usernam").allowed()).isEqualTo("First Name, a, b, c, username");
        assertThat(problem("tirm(a)").allowed()).startsWith("bool, concat, date, dateTime, daysAgo, digits, e164");
        assertThat(problem("trim(a, b)").allowed()).isEqualTo("1 value");
    }

    @Test
    void allProblemsOfAnExpressionAreFound() {
        assertThat(problems("firstwrd(aa) + bb + e164(c, 'XX')"))
                .extracting(Problem::column)
                .containsExactlyInAnyOrder(1, 10, 16, 29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyExpressionIsRefused(String expression) {
        assertThat(problem(expression).message()).isEqualTo("the expression is empty");
    }

    @Test
    void anExpressionOfTenThousandLettersIsTheLongest() {
        String longest = "'" + "x".repeat(9_998) + "'";
        assertThat(problems(longest)).isEmpty();
        assertThat(problem(longest + " "))
                .extracting(Problem::column, Problem::message)
                .containsExactly(10_001, "the expression is longer than 10,000 letters");
    }

    @Test
    void anExpressionThatIsNestedWithoutEndIsRefused() {
        assertThat(problem("(".repeat(4_900) + "a" + ")".repeat(4_900)).message())
                .isEqualTo("the expression is nested too deeply");
        assertThat(problem("!".repeat(900) + "a").message()).isEqualTo("the expression is nested too deeply");
        assertThat(problem("a" + "+a".repeat(4_000)).message()).isEqualTo("the expression is nested too deeply");
        assertThat(problem("a matches '" + "(".repeat(4_900) + ")".repeat(4_900) + "'")
                        .message())
                .isEqualTo("'matches' takes a regular expression: Stack overflow during pattern compilation");
        assertThat(problems("a" + "+a".repeat(250))).isEmpty();
    }

    @Test
    void anyTextIsAProblemOrAnExpression() {
        List<String> pieces = List.of(
                "a",
                "b",
                "username",
                "'x'",
                "''",
                "1",
                "2.5",
                "0",
                "null",
                "true",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ",",
                ".",
                "?",
                ":",
                "?:",
                "?.",
                "+",
                "-",
                "*",
                "/",
                "%",
                "^",
                "!",
                "=",
                "==",
                "!=",
                "<",
                ">=",
                " and ",
                " or ",
                " not ",
                " matches ",
                " instanceof ",
                "T(",
                "new ",
                "#",
                "@",
                "&",
                "$",
                ";",
                "|",
                "trim(",
                "e164(",
                "concat(",
                "join(",
                "split(",
                "date(",
                "replace(",
                "'[a",
                "\"",
                "'",
                "\\",
                "\u00E9",
                "\u20AC",
                "\n",
                " ");
        Random random = new Random(7);
        int expressions = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                    .limit(1 + random.nextInt(8))
                    .collect(Collectors.joining());
            expressions += problems(text).isEmpty() ? 1 : 0;
        }
        assertThat(expressions).isBetween(500, 10_000);
    }
}
