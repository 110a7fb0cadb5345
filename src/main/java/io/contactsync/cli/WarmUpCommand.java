package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a small job so that the JVM can archive the classes that it loads; the launcher calls it for faster starts. */
@Command(
        name = "warm-up",
        hidden = true,
        description =
                "Runs a small job on embedded simulators so that the JVM can archive the classes that a run loads.",
        exitCodeList = {ExitCode.Help.DONE, ExitCode.Help.WRONG_USAGE, ExitCode.Help.FAILED},
        mixinStandardHelpOptions = true)
final class WarmUpCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("contact-sync-warm-up");
        try (Simulator simulator = Simulator.start(DemoCommand.options(folder))) {
            String job = job(simulator, folder).toString();
            String state = folder.resolve("state").toString();
            // The simulators use plain HTTP. This loads the TLS classes, too.
            new Webhook(URI.create("https://localhost"));
            int created = run("run", job, "--state", state);
            int unchanged = run("run", job, "--state", state, "--json");
            int status = run("status", "--state", state);
            return Math.max(Math.max(created, unchanged), status) > ExitCode.REJECTS ? ExitCode.STOPPED : ExitCode.DONE;
        } finally {
            DemoCommand.delete(folder);
        }
    }

    private Path job(Simulator simulator, Path folder) throws IOException {
        Path job = DemoCommand.copyResource("jobs", DemoCommand.JOB, folder);
        String text = Files.readString(job, UTF_8);
        for (var value : DemoCommand.environment(simulator).entrySet()) {
            text = text.replaceAll("\\$\\{" + value.getKey() + "(:[^}]*)?}", value.getValue());
        }
        return Files.writeString(job, text, UTF_8);
    }

    private int run(String... arguments) {
        CommandLine top = spec.root().commandLine();
        return Commands.commandLine(top.getOut(), top.getErr()).execute(arguments);
    }
}
