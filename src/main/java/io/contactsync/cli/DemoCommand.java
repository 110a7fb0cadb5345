package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the main job on embedded simulators: first run, changed contacts, second run. */
@Command(
        name = "demo",
        description = {
            "Runs the main job on embedded simulators: first run, changed contacts, second run.",
            "It needs no network and no tokens, and deletes its files at the end."
        },
        exitCodeList = {ExitCode.Help.DONE, ExitCode.Help.WRONG_USAGE, ExitCode.Help.FAILED},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    static final String JOB = "digivault-to-heyx.yaml";

    private final ConnectorRegistry connectors;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    DemoCommand(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("contact-sync-demo");
        try (Simulator simulator = Simulator.start(options(folder))) {
            return demonstrate(
                    simulator,
                    JobFile.load(copyResource("jobs", JOB, folder), environment(simulator), connectors),
                    folder);
        } finally {
            delete(folder);
        }
    }

    private int demonstrate(Simulator simulator, JobFile job, Path folder) {
        print("DigiVault with %d contacts and HeyX with %d are simulated on %s, over HTTP and with their rate limits."
                .formatted(
                        simulator.digivault().size(),
                        simulator.heyx("support").size(),
                        "127.0.0.1:" + simulator.port()));
        print("\nThe first run creates new contacts and finds existing ones by phone.\n");
        RunResult first = run(job, folder);
        print(first);
        print("In DigiVault, three contacts are now renamed, one is added and one is deleted.\n");
        changeSource(simulator);
        print("The second run sends only these changes.\n");
        RunResult second = run(job, folder);
        print(second);
        print("""
                What to try next:
                  java -jar target/contact-sync.jar simulate --contacts 250 --in-heyx 0.2
                      starts both simulators and prints the environment variables for the job
                  java -jar target/contact-sync.jar run jobs/digivault-to-heyx.yaml
                      runs the main job, in another terminal; stop it halfway and run it again
                """);
        return Math.max(ExitCode.of(first), ExitCode.of(second)) > ExitCode.REJECTS ? ExitCode.STOPPED : ExitCode.DONE;
    }

    static SimulatorOptions options(Path folder) throws IOException {
        Path digivault = copyResource("samples", "digivault-contacts.json", folder);
        Path heyx = copyResource("samples", "heyx-contacts.json", folder);
        return SimulatorOptions.defaults().withSeedData(SeedData.files(digivault, heyx));
    }

    static Path copyResource(String from, String name, Path folder) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(DemoCommand.class.getResourceAsStream("/" + from + "/" + name), name)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    static Map<String, String> environment(Simulator simulator) {
        return Map.of(
                "DIGIVAULT_URL", simulator.digivaultUrl(),
                "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                "HEYX_URL", simulator.heyxUrl(),
                "HEYX_TOKEN", simulator.heyxToken("support"));
    }

    private static RunResult run(JobFile job, Path folder) {
        RunOptions options = new RunOptions(
                RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        return new JobRunner(job, options, state, new CancellationToken(), run -> {}).run();
    }

    private static void changeSource(Simulator simulator) {
        List<DigivaultContact> contacts = simulator.digivault().contacts().toList();
        for (DigivaultContact contact : contacts.subList(1, 4)) {
            simulator.digivault().put(contact.with("display_name", "Alex Example"));
        }
        simulator.digivault().remove(contacts.get(contacts.size() - 1).id());
        simulator
                .digivault()
                .create(Map.of(
                        "username", "newcomer", "phone_number", "+1 212 555 0199", "display_name", "Robin Newcomer"));
    }

    private void print(RunResult result) {
        print(ResultTable.of(result, "jobs/" + JOB));
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text + System.lineSeparator());
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
