package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {

    private static Map<String, CommandLine> commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Commands.commandLine(nowhere, nowhere).getSubcommands();
    }

    @Test
    void eachCommandIsFoundByTheNameThatItGivesItself() {
        assertThat(commands())
                .hasSizeGreaterThan(10)
                .allSatisfy((name, command) -> assertThat(
                                command.getCommandSpec().userObject().getClass().getAnnotation(Command.class))
                        .extracting(Command::name)
                        .isEqualTo(name));
    }

    @Test
    void startIsRehearsedWithoutAWordInTheHelpText() {
        assertThat(commands())
                .hasEntrySatisfying(
                        "rehearse-start",
                        command -> assertThat(
                                        command.getCommandSpec().usageMessage().hidden())
                                .isTrue());
    }
}
