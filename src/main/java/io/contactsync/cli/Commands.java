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
import io.contactsync.connector.ConnectorRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;
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
        versionProvider = Version.class)
public final class Commands implements Runnable {

    /** In the order of the help text. */
    private static final List<Named> ALL = List.of(
            new Named("run", RunCommand.class),
            new Named("retry", RetryCommand.class),
            new Named("plan", PlanCommand.class),
            new Named("check", CheckCommand.class),
            new Named("verify", VerifyCommand.class),
            new Named("status", StatusCommand.class),
            new Named("rejects", RejectsCommand.class),
            new Named("explain", ExplainCommand.class),
            new Named("init", InitCommand.class),
            new Named("simulate", SimulateCommand.class),
            new Named("demo", DemoCommand.class),
            new Named("completion", CompletionCommand.class),
            new Named("rehearse-start", RehearseStartCommand.class));

    /** Asks for the others. */
    private static final String ABOUT_ALL = "completion";

    private record Named(String name, Class<?> type) {}

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
        PrintWriter out =
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), true);
        PrintWriter err =
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true);
        return commandLine(out, err, StandardConnectors.registry(), meant(args)).execute(args);
    }

    /** The one command that is named, else all: to look at the classes of all of them takes a tenth of a short run. */
    private static List<Named> meant(String... args) {
        return ALL.stream()
                .filter(one -> args.length > 0
                        && one.name().equals(args[0])
                        && !one.name().equals(ABOUT_ALL))
                .findFirst()
                .map(List::of)
                .orElse(ALL);
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, StandardConnectors.registry());
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err, ConnectorRegistry connectors) {
        return commandLine(out, err, connectors, ALL);
    }

    private static CommandLine commandLine(
            PrintWriter out, PrintWriter err, ConnectorRegistry connectors, List<Named> commands) {
        CommandLine whole = new CommandLine(new Commands(), new CommandFactory(connectors));
        commands.forEach(one -> whole.addSubcommand(one.name(), one.type()));
        return WrongUsage.heardBy(whole)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
