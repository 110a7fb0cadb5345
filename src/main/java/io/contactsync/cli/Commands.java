package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.cli.look.CheckCommand;
import io.contactsync.cli.look.CompletionCommand;
import io.contactsync.cli.look.ExplainCommand;
import io.contactsync.cli.look.PlanCommand;
import io.contactsync.cli.look.RejectsCommand;
import io.contactsync.cli.look.StatusCommand;
import io.contactsync.cli.look.VerifyCommand;
import io.contactsync.cli.run.RetryCommand;
import io.contactsync.cli.run.RunCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands of the program. */
@Command(
        name = "contact-sync",
        description = "Brings contacts from where they are kept to where they are needed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            RetryCommand.class,
            PlanCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            StatusCommand.class,
            RejectsCommand.class,
            ExplainCommand.class,
            InitCommand.class,
            SimulateCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            RehearseStartCommand.class
        })
public final class Commands implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Commands() {}

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * Runs the command that a command line names.
     *
     * @param args the command line
     * @return the exit code
     */
    public static int execute(String... args) {
        // Whatever the locale says: under cron it says US-ASCII.
        return commandLine(
                        new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), true),
                        new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true))
                .execute(args);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Commands())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
