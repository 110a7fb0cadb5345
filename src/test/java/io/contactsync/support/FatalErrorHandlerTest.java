package io.contactsync.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.server.LoopbackServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FatalErrorHandlerTest {

    @TempDir
    private Path folder;

    private record Ended(int exitCode, String out, String err) {}

    /** Runs {@link Child} in a process of its own; it must end by itself. */
    private Ended run(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(
                process.exitValue(), Files.readString(out.toPath(), UTF_8), Files.readString(err.toPath(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "thread", "pool", "hook", "server", "cause", "heap"})
    void errorInAnyThreadEndsTheProcessWithOneLine(String where) throws Exception {
        Ended ended = run(List.of("-Xmx20m"), where, "job.yaml");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .isEqualTo("out of memory: this process may use 20 MB of heap; start java with -Xmx64m or more, and run"
                        + " again\n");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void jsonIsCompleteEvenIfTheErrorOccursWhileAResultIsWritten() throws Exception {
        Ended ended = run(List.of("-Xmx20m"), "half", "--state", "dir \"x\"", "a\\b\"c\t.yaml", "--json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err().lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(ended.out());
        assertThat(json.path("job").asString()).isEqualTo("a\\b\"c .yaml");
        assertThat(json.path("status").asString()).isEqualTo("FAILED");
        assertThat(json.path("error").asString() + "\n").isEqualTo(ended.err());
    }

    @Test
    void aResultIsFollowedByNoOtherOne() throws Exception {
        Ended ended = run(List.of("-Xmx20m"), "after", "job.yaml", "--json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("{\"a\":1}\n");
        assertThat(ended.err()).startsWith("out of memory");
    }

    @Test
    void otherExceptionsOfAThreadArePrintedAndTheProcessContinues() throws Exception {
        Ended ended = run(List.of(), "exception");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).startsWith("Exception in thread \"worker\" java.lang.IllegalStateException: no error");
        assertThat(ended.out()).isEqualTo("continued\n");
    }

    @Test
    void failureAfterAFullHeapIsReportedAsOutOfMemory() throws Exception {
        assertThat(run(List.of("-Xmx20m"), "dropped").err()).startsWith("out of memory: this process may use 20 MB");
        assertThat(run(List.of("-Xmx200m"), "not-full").out()).isEqualTo("continued\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Java heap space | -Xmx",
                "GC overhead limit exceeded | -Xmx",
                "Metaspace | -XX:MaxMetaspaceSize",
                "Compressed class space | -XX:CompressedClassSpaceSize",
                "unable to create native thread: possibly out of memory or process/resource limits reached | ulimit -u",
                "Cannot reserve 8192 bytes of direct buffer memory (allocated: 0, limit: 1) | -XX:MaxDirectMemorySize",
                "Direct buffer memory | -XX:MaxDirectMemorySize",
                "Map failed | ulimit -v"
            })
    void messageSaysWhichMemoryToGive(String jvm, String remedy) {
        assertThat(FatalErrorHandler.message(new OutOfMemoryError(jvm), "run"))
                .startsWith("out of memory: ")
                .contains(remedy)
                .endsWith("run again to resume\n");
    }

    @Test
    void messageNamesTheErrorThatIsTheCause() {
        assertThat(FatalErrorHandler.message(new StackOverflowError(), "plan"))
                .isEqualTo("stack overflow: start java with -Xss4m or more, and run again\n");
        assertThat(FatalErrorHandler.message(
                        new IllegalStateException(new ExceptionInInitializerError(new OutOfMemoryError())), "run"))
                .startsWith("out of memory: this process may use");
        Throwable initializer =
                new ExceptionInInitializerError("Exception java.lang.OutOfMemoryError: Java heap space");
        Throwable missing = new NoClassDefFoundError("Could not initialize class x.Y").initCause(initializer);
        assertThat(FatalErrorHandler.message(missing, "run")).startsWith("out of memory: this process may use");
        assertThat(FatalErrorHandler.message(new NoClassDefFoundError("x/Y\n\u001b[31m"), "run"))
                .startsWith("the program is incomplete or was replaced while it was running"
                        + " (java.lang.NoClassDefFoundError: x/Y  [31m at io.contactsync")
                .endsWith("; install it again, and run again to resume\n");
        assertThat(FatalErrorHandler.message(new AssertionError("a".repeat(10_000)), "run"))
                .startsWith("internal error (java.lang.AssertionError: aaa")
                .hasSizeLessThan(600);
    }

    @Test
    void recognizesErrorsAmongTheCauses() {
        assertThat(FatalErrorHandler.isFatal(new RuntimeException(new IOException(new StackOverflowError()))))
                .isTrue();
        assertThat(FatalErrorHandler.isFatal(new RuntimeException(new IOException("no error"))))
                .isFalse();
        Exception first = new Exception();
        first.initCause(new Exception(first));
        assertThat(FatalErrorHandler.isFatal(first)).isFalse();
    }

    /** A process in which an error is thrown. */
    static final class Child {

        private static final List<byte[]> KEPT = new ArrayList<>();

        private Child() {}

        public static void main(String[] args) {
            try {
                FatalErrorHandler.install(args);
                run(args[0]);
                System.out.println("continued");
                System.exit(0);
            } catch (Throwable e) {
                FatalErrorHandler.end(e);
            }
        }

        private static void run(String where) throws Exception {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(new ResultOutputStream(), UTF_8), true);
            switch (where) {
                case "main" -> throw new OutOfMemoryError("Java heap space");
                case "thread" -> inThread(() -> throwError());
                case "pool" ->
                    Executors.newFixedThreadPool(2, new NamedThreadFactory("pool"))
                            .execute(Child::throwError);
                case "hook" -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(Child::throwError));
                    System.exit(0);
                }
                case "server" -> callServer();
                case "cause" -> FatalErrorHandler.check(new IOException(new OutOfMemoryError()));
                case "heap" -> fillHeap();
                case "half" -> {
                    out.print("{\"half\":");
                    throwError();
                }
                case "after" -> {
                    out.println("{\"a\":1}");
                    throwError();
                }
                case "exception" ->
                    inThread(() -> {
                        throw new IllegalStateException("no error");
                    });
                case "dropped" -> {
                    drop();
                    FatalErrorHandler.checkMemory();
                }
                case "not-full" -> FatalErrorHandler.checkMemory();
                default -> throw new IllegalArgumentException(where);
            }
            if (where.equals("pool") || where.equals("server")) {
                new CountDownLatch(1).await();
            }
        }

        private static void throwError() {
            throw new OutOfMemoryError("Java heap space");
        }

        private static void inThread(Runnable task) throws InterruptedException {
            Thread thread = new Thread(task, "worker");
            thread.start();
            thread.join();
        }

        private static void callServer() throws IOException {
            LoopbackServer server = LoopbackServer.start(0, Map.of("/", exchange -> throwError()));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
                client.getInputStream().read();
            }
        }

        private static void fillHeap() {
            while (true) {
                KEPT.add(new byte[1_000]);
            }
        }

        private static void drop() {
            try {
                fillHeap();
            } catch (OutOfMemoryError e) {
                KEPT.clear();
            }
        }
    }
}
