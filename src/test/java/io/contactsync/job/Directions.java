package io.contactsync.job;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs the job files of {@code jobs/} without rate limits. */
final class Directions {

    private Directions() {}

    static RunResult run(String name, Map<String, String> environment, Path folder) {
        RunOptions options = new RunOptions(
                RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
        JobFile file = JobFile.load(unlimited(name, folder), environment, StandardConnectors.registry());
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        return new JobRunner(file, options, state, new CancellationToken(), run -> {}).run();
    }

    private static Path unlimited(String name, Path folder) {
        try {
            String text = Files.readString(Path.of("jobs", name + ".yaml"));
            Path copy = folder.resolve(name + ".yaml");
            return Files.writeString(copy, text.replaceAll("calls-per-minute: [0-9]+", "calls-per-minute: unlimited"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The calls of a run's only channel that are not 0. */
    static Map<String, Long> calls(RunResult result) {
        Map<String, Long> calls = new java.util.TreeMap<>(
                result.channels().values().iterator().next().calls());
        calls.values().removeIf(count -> count == 0);
        return calls;
    }
}
