package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.http.StopSignal;
import io.contactsync.job.JobRun;
import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.Stock;
import io.contactsync.simulator.digivault.DigivaultContact;
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

/** The main job on embedded services: a first run, some changes, a second run. */
@Command(
        name = "demo",
        description =
                "Runs the main job on embedded services, from the first run to the second. Nothing is left behind.",
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
            return tell(
                    simulator, JobFile.load(copied("jobs", JOB, folder), environment(simulator), connectors), folder);
        } finally {
            delete(folder);
        }
    }

    private int tell(Simulator simulator, JobFile job, Path folder) {
        say("DigiVault with %d contacts and HeyX with %d are running on %s, both over HTTP and both with their limits."
                .formatted(
                        simulator.digivault().size(),
                        simulator.heyx("support").size(),
                        "127.0.0.1:" + simulator.port()));
        say("\nThe first run creates who is new, and finds by phone who is there already.\n");
        RunResult first = run(job, folder);
        show(first);
        say("In DigiVault, three contacts change their names, one is added and one goes.\n");
        change(simulator);
        say("The second run sends exactly that.\n");
        RunResult second = run(job, folder);
        show(second);
        say("""
                What to try next:
                  java -jar target/contact-sync.jar simulate --contacts 250 --in-heyx 0.2
                      both services for a rehearsal of your own; it prints what to put into the environment
                  java -jar target/contact-sync.jar run jobs/digivault-to-heyx.yaml
                      the main job, in another terminal; stop it half way and run it again
                """);
        return Math.max(ExitCode.of(first), ExitCode.of(second)) > ExitCode.REJECTS ? ExitCode.STOPPED : ExitCode.DONE;
    }

    static SimulatorOptions options(Path folder) throws IOException {
        Path digivault = copied("samples", "digivault-contacts.json", folder);
        Path heyx = copied("samples", "heyx-contacts.json", folder);
        return SimulatorOptions.defaults().withStock(Stock.files(digivault, heyx));
    }

    static Path copied(String from, String name, Path folder) throws IOException {
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
        return new JobRun(job, options, state, new StopSignal(), run -> {}).run();
    }

    private static void change(Simulator simulator) {
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

    private void show(RunResult result) {
        say(ResultTable.of(result, "jobs/" + JOB));
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
