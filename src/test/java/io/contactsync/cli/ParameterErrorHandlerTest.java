package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterErrorHandlerTest {

    private static String errorOutput(String commandLine) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1));
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run | Missing required parameter: 'JOB'",
                "run --nope job.yaml | Unknown option: '--nope'",
                "run job.yaml --limit x | '--limit': 'x' is not a whole number",
                "run job.yaml --limit 0 | --limit must be 1 or more, not 0",
                "run job.yaml --max-duration soon | 'soon' is not a duration such as 90s, 50m or 1h30m",
                "run job.yaml other.yaml | 'other.yaml'",
                "verify job.yaml --sample 99999999999 | '99999999999' is too large",
                "explain job.yaml | Missing required parameter: 'ID'",
                "init | Missing required parameter: 'FILE.csv'",
                "init samples/contacts.csv --region US --out nowhere/x.yaml | --out takes a file in an existing, writable directory",
                "verify job.yaml --csv nowhere/x.csv | --csv nowhere/x.csv cannot be written",
                "simulate --in-heyx 3 | --in-heyx must be a share from 0 to 1",
                "simulate --port 99999 | --port must be from 1 to 65535",
                "simulate --window weekly | 'weekly'"
            })
    void reportsTheErrorFirstAndThenHowToGetHelp(String commandLine, String sentence) {
        assertThat(errorOutput(commandLine).lines())
                .hasSizeLessThanOrEqualTo(3)
                .first()
                .asString()
                .contains(sentence);
        assertThat(errorOutput(commandLine)).endsWith(" --help' for usage.\n");
    }

    @Test
    void listsAllCommandsWhenNoneIsGiven() {
        assertThat(errorOutput("")).startsWith("a command is missing").contains("run ", "plan ", "verify ");
        assertThat(errorOutput("rum job.yaml")).contains("run");
    }
}
