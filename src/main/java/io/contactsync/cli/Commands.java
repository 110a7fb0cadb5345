package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.cli.terminal.TerminalWriter;
import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.support.ResultOutputStream;
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

/** The top-level command and its subcommands. */
@Command(
        name = "contact-sync",
        description = {
            "Syncs contacts from DigiVault, a CSV file or HeyX to HeyX, DigiVault or a CSV file. Any source works with any target.",
            "A job file names the source and the target; jobs/ has an example for each useful pair.",
            "'contact-sync COMMAND --help' describes a command, its options and its exit codes."
        },
        exitCodeList = {
            ExitCode.Help.DONE,
            ExitCode.Help.REJECTS + " (verify: some are missing or have drifted)",
            ExitCode.Help.REFUSED,
            ExitCode.Help.STOPPED + " (check: the source or the target cannot be reached)",
            ExitCode.Help.RUNNING,
            ExitCode.Help.TOKEN_REFUSED,
            ExitCode.Help.CHANGES_FOUND
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
public final class Commands implements Runnable {

    /** In the order of the help text. */
    private static final List<Subcommand> ALL = List.of(
            new Subcommand("run", RunCommand.class),
            new Subcommand("retry", RetryCommand.class),
            new Subcommand("plan", PlanCommand.class),
            new Subcommand("check", CheckCommand.class),
            new Subcommand("verify", VerifyCommand.class),
            new Subcommand("status", StatusCommand.class),
            new Subcommand("rejects", RejectsCommand.class),
            new Subcommand("explain", ExplainCommand.class),
            new Subcommand("init", InitCommand.class),
            new Subcommand("simulate", SimulateCommand.class),
            new Subcommand("demo", DemoCommand.class),
            new Subcommand("completion", CompletionCommand.class),
            new Subcommand("warm-up", WarmUpCommand.class));

    /** Needs all other commands to be registered. */
    private static final String COMPLETION = "completion";

    private record Subcommand(String name, Class<?> type) {}

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Commands() {}

    /** Rejects a command line without a subcommand; the error handler then prints the usage text. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * Runs the command given on the command line.
     *
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(String... args) {
        // Always UTF-8: under cron the locale is US-ASCII.
        ResultStream stream = new ResultStream(new ResultOutputStream());
        PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
        PrintWriter err =
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true);
        int code = commandLine(out, err, StandardConnectors.registry(), selected(args))
                .execute(args);
        out.flush();
        return stream.exitCode(code, err);
    }

    /** The named command only, else all: loading the classes of all commands takes a tenth of a short run. */
    private static List<Subcommand> selected(String... args) {
        return ALL.stream()
                .filter(one -> args.length > 0
                        && one.name().equals(args[0])
                        && !one.name().equals(COMPLETION))
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
            PrintWriter out, PrintWriter err, ConnectorRegistry connectors, List<Subcommand> commands) {
        CommandLine top = new CommandLine(new Commands(), new CommandFactory(connectors));
        commands.forEach(one -> top.addSubcommand(one.name(), one.type()));
        setHeadings(top);
        top.getSubcommands().values().forEach(Commands::setHeadings);
        return ParameterErrorHandler.install(top)
                .setOut(new TerminalWriter(out))
                .setErr(new TerminalWriter(err))
                // An id or a file name may begin with an @; it never names a file with further arguments.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(new ExceptionHandler())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void setHeadings(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%nParameters:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n");
    }
}
