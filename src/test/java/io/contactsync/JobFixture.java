package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.ratelimit.Ticker;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs jobs in this process against both simulators, with its own state directory. */
final class JobFixture implements AutoCloseable {

    static final RunOptions FULL_RUN = new RunOptions(
            RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());

    final Simulator simulator;
    private final Path folder;
    private final Ticker ticker;

    private JobFixture(Simulator simulator, Path folder, Ticker ticker) {
        this.simulator = simulator;
        this.folder = folder;
        this.ticker = ticker;
    }

    static JobFixture start(SimulatorOptions options, Path folder) {
        return new JobFixture(Simulator.start(options), folder, Ticker.system());
    }

    /** Starts simulators and runs that use another clock. */
    static JobFixture start(SimulatorOptions options, Path folder, Ticker ticker) {
        return new JobFixture(Simulator.start(options, ticker::nanoTime), folder, ticker);
    }

    /** The same simulators with an empty state directory, as on a machine that has lost its state. */
    JobFixture withFreshState(Path otherFolder) {
        try {
            return new JobFixture(simulator, Files.createDirectories(otherFolder), ticker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job file for the simulators without rate limits; {@code rest} begins with {@code match}. */
    static String jobFile(String rest) {
        return """
                name: test-job
                source:
                  digivault:
                    url: ${DIGIVAULT_URL}
                    token: ${DIGIVAULT_TOKEN}
                    calls-per-minute: unlimited
                target:
                  heyx:
                    url: ${HEYX_URL}
                    channels:
                      - name: support
                        token: ${HEYX_TOKEN}
                        calls-per-minute: unlimited
                """ + rest;
    }

    RunResult run(String jobFile) {
        return run(jobFile, FULL_RUN);
    }

    /** Runs a job and compares the calls in its result with those that the simulators received. */
    RunResult run(String jobFile, RunOptions options) {
        simulator.heyxCalls().reset();
        simulator.digivaultCalls().reset();
        RunResult result = execute(jobFile, options, new CancellationToken(ticker));
        // The result of a resumed run includes the calls of its earlier parts.
        if (!result.resumed()) {
            assertThat(calls(result)).as("calls in the result").isEqualTo(receivedCalls());
            assertThat(result.sourceCalls())
                    .isEqualTo(simulator.digivaultCalls().count());
        }
        result.channels()
                .forEach((name, channel) -> assertThat(channel.contacts().isBalanced())
                        .as("balance of %s: %s", name, channel)
                        .isTrue());
        return result;
    }

    /** Runs a job without checks of the result. */
    RunResult runUnchecked(String jobFile) {
        return execute(jobFile, FULL_RUN, new CancellationToken(ticker));
    }

    /** Runs a job with a budget of calls to the target. */
    RunResult runWithCallBudget(String jobFile, long calls) {
        return execute(jobFile, FULL_RUN, new CancellationToken(calls));
    }

    private RunResult execute(String jobFile, RunOptions options, CancellationToken stop) {
        try {
            String name = jobFile.lines().findFirst().orElseThrow().replace("name: ", "");
            Path file = Files.writeString(folder.resolve(name + ".yaml"), jobFile);
            StateDirectory state = StateDirectory.open(folder.resolve("state"));
            return new JobRunner(
                            JobFile.load(file, environment(), StandardConnectors.registry()),
                            options,
                            state,
                            stop,
                            run -> {})
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DIGIVAULT_URL", simulator.digivaultUrl(),
                "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                "HEYX_URL", simulator.heyxUrl()));
        for (String channel : simulator.channels()) {
            String name = channel.equals("support")
                    ? "HEYX_TOKEN"
                    : "HEYX_TOKEN_" + channel.toUpperCase(java.util.Locale.ROOT);
            environment.put(name, simulator.heyxToken(channel));
        }
        return environment;
    }

    /** The calls of a result by kind, without kinds that have no calls. */
    static Map<String, Long> calls(RunResult result) {
        Map<String, Long> calls = new HashMap<>();
        result.channels()
                .values()
                .forEach(channel -> channel.calls().forEach((kind, count) -> {
                    if (count > 0 && !kind.equals("retries") && !kind.equals("throttled")) {
                        calls.merge(kind, count, Long::sum);
                    }
                }));
        return calls;
    }

    Map<String, Long> receivedCalls() {
        Map<String, Long> received = new HashMap<>();
        for (EndpointKind kind : EndpointKind.values()) {
            long count = simulator.heyxCalls().count(kind);
            if (count > 0) {
                received.put(
                        io.contactsync.contact.CallKind.valueOf(kind.name()).json(), count);
            }
        }
        return received;
    }

    static Duration duration(RunResult result) {
        return Duration.between(result.startedAt(), result.finishedAt());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
