package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.cli.telling.Webhook;
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

/** Uses what a run uses, for a JVM that keeps the classes for later starts; the launcher asks for it. */
@Command(
        name = "rehearse-start",
        hidden = true,
        description = "Uses what a run uses, against embedded services, so that the JVM can keep its classes.",
        mixinStandardHelpOptions = true)
final class RehearseStartCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("contact-sync-rehearsal");
        try (Simulator simulator = Simulator.start(DemoCommand.options(folder))) {
            String job = job(simulator, folder).toString();
            String state = folder.resolve("state").toString();
            // Nothing on loopback is asked by TLS, everything else is.
            new Webhook(URI.create("https://localhost"));
            int created = run("run", job, "--state", state);
            int unchanged = run("run", job, "--state", state, "--json");
            int told = run("status", "--state", state);
            return Math.max(Math.max(created, unchanged), told) > ExitCode.REJECTS ? ExitCode.STOPPED : ExitCode.DONE;
        } finally {
            DemoCommand.delete(folder);
        }
    }

    private Path job(Simulator simulator, Path folder) throws IOException {
        Path job = DemoCommand.copied("jobs", DemoCommand.JOB, folder);
        String text = Files.readString(job, UTF_8);
        for (var value : DemoCommand.environment(simulator).entrySet()) {
            text = text.replaceAll("\\$\\{" + value.getKey() + "(:[^}]*)?}", value.getValue());
        }
        return Files.writeString(job, text, UTF_8);
    }

    private int run(String... arguments) {
        CommandLine whole = spec.root().commandLine();
        return Commands.commandLine(whole.getOut(), whole.getErr()).execute(arguments);
    }
}
