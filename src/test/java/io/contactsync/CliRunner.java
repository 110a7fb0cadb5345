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

/** The built jar, started as its user starts it. */
final class CliRunner {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final AtomicInteger PROCESS_COUNT = new AtomicInteger();

    /** For runs that are over before the JVM's better compiler would be worth its time. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> program;

    CliRunner(Path folder, Map<String, String> environment) {
        this(folder, environment, javaCommand(QUICK_START));
    }

    /** The program started by other means. */
    CliRunner(Path folder, Map<String, String> environment, List<String> program) {
        this.folder = folder;
        this.environment = environment;
        this.program = program;
    }

    /** The command that starts the jar, with options for the JVM. */
    static List<String> javaCommand(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xshare:auto", "-jar"));
        command.add(
                Objects.requireNonNull(System.getProperty("contact-sync.jar"), "verify hands the jar to this test"));
        return command;
    }

    /** A process of the jar. */
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

        /** What it has said on stderr so far. */
        String errorOutput() {
            return read(err);
        }

        /** SIGKILL. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** SIGTERM. */
        void terminate() {
            process.destroy();
        }

        Result await() throws InterruptedException {
            return await(TIMEOUT);
        }

        Result await(Duration patience) throws InterruptedException {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running after " + patience + "; it said " + read(err));
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

    /** How a process ended. */
    record Result(int exitCode, String out, String err) {

        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    Running start(String... arguments) {
        return start(List.of(), arguments);
    }

    /** Refuses the process files that are larger, in the same place and in the same way as a full disk. */
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
