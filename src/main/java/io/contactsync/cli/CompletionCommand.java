package io.contactsync.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script for bash and zsh. */
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh.",
            "To load it, run 'source <(contact-sync completion)'.",
            "It completes the command name contact-sync, which can be an alias or a script."
        },
        exitCodeList = {ExitCode.Help.DONE, ExitCode.Help.WRONG_USAGE},
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Created by picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("contact-sync", spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE;
    }
}
