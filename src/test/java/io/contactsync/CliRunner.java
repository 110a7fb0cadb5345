package io.contactsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts the program as a separate process: the built jar, or another command such as the launcher. */
final class CliRunner {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final AtomicInteger PROCESS_COUNT = new AtomicInteger();

    /** For runs that end before the JVM's optimizing compiler would pay off. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> program;

    CliRunner(Path folder, Map<String, String> environment) {
        this(folder, environment, javaCommand(QUICK_START));
    }

    /** Runs another command than the jar. */
    CliRunner(Path folder, Map<String, String> environment, List<String> program) {
        this.folder = folder;
        this.environment = environment;
        this.program = program;
    }

    /** The command that runs the jar with JVM options. */
    static List<String> javaCommand(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xshare:auto", "-jar"));
        command.add(
                Objects.requireNonNull(System.getProperty("contact-sync.jar"), "the build sets the path of the jar"));
        return command;
    }

    /** A process of the program. */
    static final class Running {

        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        boolean isAlive() {
            return process.isAlive();
        }

        long pid() {
            return process.pid();
        }

        /** The output to stderr so far. */
        String errorOutput() {
            return read(err);
        }

        /** Sends SIGKILL. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** Sends SIGTERM. */
        void terminate() {
            process.destroy();
        }

        Result await() throws InterruptedException {
            return await(TIMEOUT);
        }

        Result await(Duration timeout) throws InterruptedException {
            if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running after " + timeout + "; stderr: " + read(err));
            }
            return new Result(process.exitValue(), read(out), read(err));
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The exit code and the output of a process. */
    record Result(int exitCode, String out, String err) {

        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    Running start(String... arguments) {
        return start(List.of(), arguments);
    }

    /** Starts a process with a file size limit; writes beyond it fail like those on a full disk. */
    Running startWithFileSizeLimit(int kilobytes, String... arguments) {
        return start(List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"), arguments);
    }

    private Running start(List<String> before, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(program);
        command.addAll(List.of(arguments));
        try {
            int number = PROCESS_COUNT.incrementAndGet();
            Path out = folder.resolve("out-" + number);
            Path err = folder.resolve("err-" + number);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result run(String... arguments) throws InterruptedException {
        return start(arguments).await();
    }
}
