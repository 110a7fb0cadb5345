package io.contactsync.mapping;

import static io.contactsync.mapping.ExpressionFixture.problem;
import static io.contactsync.mapping.ExpressionFixture.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.mapping.MappingException.Problem;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidExpressionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            T(java.lang.Runtime)              | 1  | T(...) is not supported: expressions cannot access classes
            a + T(java.lang.Runtime).getRuntime().exec('x') | 5 | T(...) is not supported: expressions cannot access classes
            new java.io.File('x')             | 1  | 'new' is not supported: expressions cannot create objects
            @bean                             | 2  | '@' is not supported: expressions cannot access beans
            @bean.go()                        | 2  | '@' is not supported: expressions cannot access beans
            #root                             | 1  | '#' is not supported: write the field's name without it
            #this.a                           | 1  | '#' is not supported: write the field's name without it
            #trim(a)                          | 1  | '#' is not supported: write the function's name without it
            a = 'x'                           | 3  | '=' is not supported: use '==' to compare
            a++                               | 2  | the operator '++' is not supported
            --a                               | 1  | the operator '--' is not supported
            a % 2                             | 3  | the operator '%' is not supported
            a ^ 2                             | 3  | the operator '^' is not supported
            a between {1, 2}                  | 3  | the operator 'between' is not supported
            {1, 2}                            | 1  | '{...}' is not supported: use split(text, separator) to create a list
            {x: 1}                            | 1  | '{...}' is not supported: there are no maps
            a.?[true]                         | 3  | '?[...]' is not supported: lists cannot be filtered
            a.^[true]                         | 3  | '?[...]' is not supported: lists cannot be filtered
            a.![b]                            | 3  | '![...]' is not supported: lists cannot be transformed
            a[0]                              | 2  | '[...]' can only name a field, as in ['First Name']
            ['a'][0]                          | 6  | '[...]' can only name a field, as in ['First Name']
            [0]                               | 1  | '[...]' can only name a field, as in ['First Name']
            [a]                               | 1  | '[...]' can only name a field, as in ['First Name']
            a.b                               | 3  | '.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name
            a?.b                              | 4  | '.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name
            a.trim()                          | 3  | '.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name
            'x'.getClass()                    | 5  | '.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name
            ['a'].class                       | 7  | '.' is not supported: write trim(name) instead of name.trim(), and ['a.b'] for a field with that name
            """)
    void rejectsUnsupportedSyntaxWithItsColumn(String expression, int column, String sentence) {
        Problem problem = problem(expression);
        assertThat(problem.path()).isEqualTo("fields.f");
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.message()).isEqualTo(sentence);
        assertThat(problem.allowed()).startsWith("fields, 'text', numbers");
    }

    @Test
    void rejectsInstanceof() {
        assertThat(problems("a instanceof T(String)"))
                .extracting(Problem::message)
                .contains("the operator 'instanceof' is not supported");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            usernam                | 1  | unknown field 'usernam'; did you mean 'username'?
            trim(user_name)        | 6  | unknown field 'user_name'; did you mean 'username'?
            a + userName           | 5  | unknown field 'userName'; did you mean 'username'?
            phone_number           | 1  | unknown field 'phone_number'
            ['First name']         | 1  | unknown field 'First name'; did you mean 'First Name'?
            trim                   | 1  | unknown field 'trim'; write trim(...) to call the function
            firstword(a)           | 1  | unknown function 'firstword'; did you mean 'firstWord'?
            a + otherWord(b)       | 5  | unknown function 'otherWord'; did you mean 'otherWords'?
            substring(a, 1)        | 1  | unknown function 'substring'
            username()             | 1  | unknown function 'username'; write the field without parentheses
            getClass()             | 1  | unknown function 'getClass'
            e164(a, 'us')          | 9  | e164 expects the region in upper case; did you mean 'US'?
            e164(a, 'USA')         | 9  | e164 expects a two-letter region code such as 'US' or 'DE'; 'USA' is not one
            e164(a, 1)             | 9  | e164 expects a two-letter region code such as 'US' or 'DE'; '1' is not one
            e164(a)                | 1  | e164 expects 2 arguments, not 1
            trim()                 | 1  | trim expects 1 argument, not 0
            trim(a, b)             | 1  | trim expects 1 argument, not 2
            b + ifBlank(a)         | 5  | ifBlank expects 2 arguments, not 1
            replace(a, '[', '')    | 12 | replace expects a valid regular expression: Unclosed character class
            replace(a, 'x', '$1')  | 17 | replace refers with $ or \\ to a group that the regular expression does not have
            replace(a, 'x', '\\')  | 17 | replace refers with $ or \\ to a group that the regular expression does not have
            a matches '('          | 11 | 'matches' expects a valid regular expression: Unclosed group
            split(a, '')           | 10 | split expects a separator that is not empty
            number('x')            | 1  | number expects text that is a number such as 12 or -1.5
            a > date('soon')       | 5  | date expects epoch seconds, an ISO 8601 date or a date-time with an offset
            daysAgo('30')          | 1  | daysAgo expects numbers, not text; use number(...) to convert text
            join('x', ',')         | 1  | join expects a list, not text; use split(text, separator) to create one
            1 / 0                  | 3  | '/' divides by zero
            a == ('x' > 1)         | 11 | '>' cannot compare text with a number; use number(...) to convert text
            1e2000                 | 1  | a number has more than 1,000 digits
            1e999999999 + 1        | 1  | a number has more than 1,000 digits
            a + 1e-999999999       | 5  | a number has more than 1,000 digits
            1e99999999999999999999 | 1  | a number has more than 1,000 digits
            1e600 * 1e600          | 7  | a number has more than 1,000 digits
            number('1e999999999')  | 1  | a number has more than 1,000 digits
            a ^ 999999999          | 3  | the operator '^' is not supported
            a % 2                  | 3  | the operator '%' is not supported
            a +                    | 3  | Problem parsing right operand
            a matches 'x           | 11 | Cannot find terminating ' for string
            trim(a                 | 5  | Unexpectedly ran out of arguments
            (a                     | 3  | Unexpectedly ran out of input
            First Name             | 7  | After parsing a valid expression, there is still more data in the expression: 'Name'; put text in quotes, and write a field name with several words as ['First Name']
            a; b                   | 2  | Unsupported character ';' (59) encountered in expression
            a + €                  | 5  | Unsupported character '€' (8,364) encountered in expression
            a > 3000000000         | 5  | The value '3000000000' cannot be parsed as an int; write an integer above 2147483647 with a trailing L
            concat(,a)             | 1  | the expression is incomplete: a value is missing
            """)
    void reportsAnErrorWithItsColumn(String expression, int column, String sentence) {
        Problem problem = problem(expression);
        assertThat(problem.message()).isEqualTo(sentence);
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.allowed()).isNotBlank();
    }

    @Test
    void listsWhatIsAllowed() {
        assertThat(problem("usernam").allowed()).isEqualTo("First Name, a, b, c, username");
        assertThat(problem("tirm(a)").allowed()).startsWith("bool, concat, date, dateTime, daysAgo, digits, e164");
        assertThat(problem("trim(a, b)").allowed()).isEqualTo("1 argument");
    }

    @Test
    void reportsAllProblemsOfAnExpression() {
        assertThat(problems("firstwrd(aa) + bb + e164(c, 'XX')"))
                .extracting(Problem::column)
                .containsExactlyInAnyOrder(1, 10, 16, 29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsAnEmptyExpression(String expression) {
        assertThat(problem(expression).message()).isEqualTo("the expression is empty");
    }

    @Test
    void acceptsAtMostTenThousandCharacters() {
        String longest = "'" + "x".repeat(9_998) + "'";
        assertThat(problems(longest)).isEmpty();
        assertThat(problem(longest + " "))
                .extracting(Problem::column, Problem::message)
                .containsExactly(10_001, "the expression is longer than 10,000 characters");
    }

    @Test
    void rejectsTooDeepNesting() {
        assertThat(problem("(".repeat(4_900) + "a" + ")".repeat(4_900)).message())
                .isEqualTo("the expression is nested too deeply");
        assertThat(problem("!".repeat(900) + "a").message()).isEqualTo("the expression is nested too deeply");
        assertThat(problem("a" + "+a".repeat(4_000)).message()).isEqualTo("the expression is nested too deeply");
        assertThat(problem("a matches '" + "(".repeat(4_900) + ")".repeat(4_900) + "'")
                        .message())
                .isEqualTo("'matches' expects a valid regular expression: Stack overflow during pattern compilation");
        assertThat(problems("a" + "+a".repeat(250))).isEmpty();
    }

    @Test
    void anyTextGivesAProblemOrAnExpression() {
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
