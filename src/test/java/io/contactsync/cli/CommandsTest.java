package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CommandsTest {

    private static CommandLine commandLine() {
        PrintWriter discarded = new PrintWriter(new StringWriter());
        return Commands.commandLine(discarded, discarded);
    }

    private static Map<String, CommandLine> commands() {
        return commandLine().getSubcommands();
    }

    private static Stream<Arguments> listedCommands() {
        return commands().entrySet().stream()
                .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
                .map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    /** The help text of a command, 80 columns wide, as the program prints it. */
    private static String help(String... command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = Arrays.copyOf(command, command.length + 1);
        arguments[command.length] = "--help";
        int code = Commands.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        return out.toString();
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The exit codes in the last section of a help text. */
    private static List<Integer> exitCodes(String help) {
        String section = help.substring(help.indexOf("\nExit codes:\n") + 1);
        assertThat(section.lines()).as("nothing follows the exit codes").noneMatch(String::isBlank);
        return section.lines()
                .skip(1)
                .filter(line -> line.matches(" +\\d+ .*"))
                .map(line -> Integer.valueOf(line.strip().replaceFirst(" .*", "")))
                .toList();
    }

    private static void assertContainsSentence(String help, String sentence) {
        assertThat(sentence).matches("[A-Z].*\\.").doesNotContain("  ");
        assertThat(onOneLine(help)).contains(sentence);
    }

    @Test
    void topLevelHelpListsEveryCommandWithACompleteSentence() {
        String help = onOneLine(help());

        assertThat(listedCommands().map(one -> one.get()[0]))
                .contains("run", "retry", "plan", "check", "verify", "status", "rejects", "explain", "init")
                .contains("simulate", "demo", "completion");
        assertThat(listedCommands()).allSatisfy(one -> {
            CommandLine command = (CommandLine) one.get()[1];
            String first = command.getCommandSpec().usageMessage().description()[0];
            assertThat(first).matches("[A-Z].*\\.");
            assertThat(help).contains(" " + one.get()[0] + " " + first + " ");
        });
    }

    @Test
    void topLevelHelpListsAllExitCodes() {
        assertThat(exitCodes(help()))
                .containsExactly(
                        ExitCode.DONE,
                        ExitCode.REJECTS,
                        ExitCode.REFUSED,
                        ExitCode.STOPPED,
                        ExitCode.RUNNING,
                        ExitCode.TOKEN_REFUSED,
                        ExitCode.CHANGES_FOUND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listedCommands")
    void helpOfACommandIsComplete(String name, CommandLine command) {
        String help = help(name);
        CommandSpec spec = command.getCommandSpec();

        for (String sentence : spec.usageMessage().description()) {
            assertContainsSentence(help, sentence);
        }
        for (OptionSpec option : spec.options()) {
            assertThat(option.description()).as(option.longestName()).hasSize(1);
            assertThat(help).contains(option.longestName());
            assertContainsSentence(help, option.description()[0]);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            assertThat(parameter.description()).as(parameter.paramLabel()).hasSize(1);
            assertThat(help).contains(parameter.paramLabel());
            assertContainsSentence(help, parameter.description()[0]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "run, 0 1 2 3 4 5",
        "retry, 0 1 2 3 4 5",
        "plan, 0 2 3 4 5 10",
        "check, 0 2 3 5",
        "verify, 0 1 2 3 4 5",
        "status, 0 2 3",
        "rejects, 0 2 3 4",
        "explain, 0 2 3 4",
        "init, 0 2 3",
        "simulate, 2 3 130",
        "demo, 0 2 3",
        "completion, 0 2"
    })
    void helpOfACommandEndsWithItsExitCodes(String name, String codes) {
        assertThat(exitCodes(help(name)))
                .containsExactlyElementsOf(
                        Stream.of(codes.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void registersEachCommandUnderItsOwnName() {
        assertThat(commands())
                .hasSizeGreaterThan(10)
                .allSatisfy((name, command) -> assertThat(
                                command.getCommandSpec().userObject().getClass().getAnnotation(Command.class))
                        .extracting(Command::name)
                        .isEqualTo(name));
    }

    @Test
    void warmUpCommandIsNotListed() {
        assertThat(commands())
                .hasEntrySatisfying(
                        "warm-up",
                        command -> assertThat(
                                        command.getCommandSpec().usageMessage().hidden())
                                .isTrue());
    }
}
