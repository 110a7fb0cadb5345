package io.contactsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs a job on a small file system of its own, in a mount namespace that needs no privileges. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    private static final int CONTACTS = 300;

    /** Runs the job, shows its status and the files, and runs it again with enough space. */
    private static final String SCRIPT = """
            mount -t tmpfs -o size="$1"k tmpfs disk || exit 99
            mkdir disk/out
            shift
            "$@" run job.yaml --state disk/state --report disk/out/report.html --metrics-file disk/out/m.prom --quiet 2>run.err
            echo "exit=$?"
            "$@" status job.yaml --state disk/state >status.out 2>&1
            ls -A disk/state disk/out >files.out
            mount -o remount,size=64m disk
            "$@" run job.yaml --state disk/state --quiet 2>again.err
            echo "again=$?"
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireMounts() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                start(List.of("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", "disk"))
                                .waitFor()
                        == 0,
                "the system allows no mount namespaces");
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private String runOn(int kilobytes) throws Exception {
        String program = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = start(List.of(
                "unshare",
                "-rm",
                "bash",
                "-c",
                SCRIPT,
                "bash",
                Integer.toString(kilobytes),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                program,
                ContactSync.class.getName()));
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void assertReported(int kilobytes) throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(CONTACTS, 3))
                .unlimited())) {
            writeJob(simulator);

            String codes = runOn(kilobytes);

            String where = kilobytes + " kB: " + codes + read("run.err") + read("status.out") + read("files.out");
            assertThat(codes).as(where).containsPattern("exit=[03]").contains("again=0");
            assertThat(read("run.err")).as(where).doesNotContain("\tat ", "90098", "90028");
            if (codes.contains("exit=3")) {
                assertThat(read("run.err"))
                        .as(where)
                        .contains("no space left on " + folder.toRealPath().resolve("disk"))
                        .contains("free some and run again");
            }
            boolean sent =
                    simulator.heyxCalls().count() > 0 && read("files.out").contains("test-job.status");
            assertThat(read("status.out")).as(where).contains(sent ? "test-job run 1 is " : "test-job");
            assertThat(read("files.out"))
                    .as(where)
                    .doesNotContain(".new\n", "tempFile", "newFile", ".new.mv.db", "plan-");
            assertThat(simulator.heyx("support").size()).as(where).isEqualTo(CONTACTS);
        }
    }

    private void writeJob(Simulator simulator) throws IOException {
        String job = JobFixture.jobFile("""
                match: [digivault_id]
                fields:
                  digivault_id: id
                  firstName: firstWord(display_name)
                """);
        for (Map.Entry<String, String> value : Map.of(
                        "${DIGIVAULT_URL}", simulator.digivaultUrl(),
                        "${DIGIVAULT_TOKEN}", simulator.digivaultToken(),
                        "${HEYX_URL}", simulator.heyxUrl(),
                        "${HEYX_TOKEN}", simulator.heyxToken("support"))
                .entrySet()) {
            job = job.replace(value.getKey(), value.getValue());
        }
        Files.writeString(folder.resolve("job.yaml"), job);
    }

    @Test
    void runThatFillsTheDiskSaysSoAndCanBeRepeated() throws Exception {
        assertReported(400);
    }

    @Test
    @Tag("soak")
    void everySizeOfADiskIsReported() throws Exception {
        for (int kilobytes = 32; kilobytes <= 1_000; kilobytes += 24) {
            assertReported(kilobytes);
        }
    }
}
