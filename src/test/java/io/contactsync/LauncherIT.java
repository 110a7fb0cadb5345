package io.contactsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution archive: the launcher, and the class archive that its first run creates for later runs. */
class LauncherIT {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
            """);

    @TempDir
    private static Path directory;

    private static DistributionArchive archive;
    private static Simulator simulator;
    private static CliRunner.Result firstRun;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runForTheFirstTime() throws Exception {
        archive = DistributionArchive.unpack(directory);
        firstRun = archive.launcher(directory, Map.of()).run("--version");
        archive.awaitCacheFile();
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(3, 9))
                .unlimited());
    }

    @AfterAll
    static void stopServices() {
        simulator.close();
    }

    private CliRunner launcher(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "DIGIVAULT_URL", simulator.digivaultUrl(),
                "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                "HEYX_URL", simulator.heyxUrl(),
                "HEYX_TOKEN", simulator.heyxToken("support"),
                "CONTACT_SYNC_STATE", folder.resolve("state").toString()));
        all.putAll(environment);
        Files.writeString(folder.resolve("job.yaml"), JOB);
        return archive.launcher(folder, all);
    }

    private void assertRuns(Map<String, String> environment) throws Exception {
        CliRunner.Result ended = launcher(environment).run("run", "job.yaml", "--json", "--quiet");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.json().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void archiveContainsEverythingARunNeeds() throws Exception {
        try (Stream<Path> files = Files.list(archive.home())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("README.md", "bin", "contact-sync.jar", "jobs", "lib", "samples");
        }
        assertThat(archive.home().resolve("jobs/digivault-to-heyx.yaml")).exists();
        assertThat(archive.home().resolve("samples/contacts.csv")).exists();
    }

    @Test
    void firstRunPrintsOnlyTheRequestedOutput() {
        assertThat(firstRun.exitCode()).isZero();
        assertThat(firstRun.out()).matches("contact-sync \\d\\S+\\R");
        assertThat(firstRun.err()).isEmpty();
    }

    @Test
    void secondRunLoadsClassesFromTheCache() throws Exception {
        Path log = folder.resolve("classes");

        CliRunner.Result ended = launcher(Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log))
                .run("run", "job.yaml", "--quiet");

        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" io.contactsync.job.JobRunner source:"))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    @Test
    void firstRunLeavesNoOtherFiles() throws Exception {
        try (Stream<Path> files = Files.list(archive.cache())) {
            assertThat(files.filter(file -> !file.toString().matches(".*\\.(jsa|aot|sum)")))
                    .isEmpty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("warm-up") || name.equals("state"));
        }
    }

    /** Creates a cache with a broken file; the launcher does not replace it, because another process seems to do so. */
    private Path brokenCacheFile(byte[] broken) throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path kept = archive.awaitCacheFile();
        Files.copy(kept.resolveSibling(kept.getFileName() + ".sum"), cache.resolve(kept.getFileName() + ".sum"));
        String key = kept.getFileName().toString().replaceAll("\\.\\w+$", "");
        Path work = Files.createDirectory(cache.resolve(key + ".warm-up"));
        Files.writeString(
                work.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        return Files.write(cache.resolve(kept.getFileName()), broken);
    }

    private void assertRunsAndDeletesCacheFile(byte[] broken) throws Exception {
        Path kept = brokenCacheFile(broken);

        assertRuns(Map.of("CONTACT_SYNC_CACHE", kept.resolveSibling("").toString()));

        assertThat(kept).doesNotExist();
    }

    @Test
    void deletesACacheFileWithOtherContent() throws Exception {
        assertRunsAndDeletesCacheFile("no classes".repeat(10_000).getBytes(UTF_8));
    }

    @Test
    void deletesATruncatedCacheFile() throws Exception {
        byte[] content = Files.readAllBytes(archive.awaitCacheFile());

        assertRunsAndDeletesCacheFile(Arrays.copyOf(content, content.length / 2));
    }

    @Test
    void deletesACacheFileWithAWrongByte() throws Exception {
        byte[] content = Files.readAllBytes(archive.awaitCacheFile());
        content[content.length / 2] ^= 1;

        assertRunsAndDeletesCacheFile(content);
    }

    @Test
    void runsWithoutACacheDirectory() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertRuns(Map.of("CONTACT_SYNC_CACHE", file.resolve("cache").toString()));
    }

    @Test
    void operatorsOwnJvmOptionTakesPrecedence() throws Exception {
        CliRunner.Result ended =
                launcher(Map.of("JDK_JAVA_OPTIONS", "-Xshare:auto")).run("--version");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("JDK_JAVA_OPTIONS").hasLineCount(1);
    }

    @Test
    void returnsTheExitCodeOfTheProgram() throws Exception {
        assertThat(launcher(Map.of()).run("--wrong").exitCode()).isEqualTo(2);
    }

    @Test
    void sigtermStopsTheRunGracefully() throws Exception {
        SimulatorOptions many = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(2_000, 9))
                .unlimited();
        try (Simulator slow = Simulator.start(many)) {
            slow.faults()
                    .set(Fault.heyx(new Fault.Effect.HangBefore(Duration.ofMillis(200)))
                            .on(EndpointKind.CREATE));
            CliRunner.Running run = launcher(Map.of(
                            "DIGIVAULT_URL", slow.digivaultUrl(),
                            "HEYX_URL", slow.heyxUrl()))
                    .start("run", "job.yaml", "--json");
            while (slow.heyxCalls().count() == 0 && run.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }

            run.terminate();

            assertThat(run.await().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void reportsAnUnsupportedJavaVersion() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        Files.createFile(old.resolve("java")).toFile().setExecutable(true);
        Files.writeString(folder.resolve("old/release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.2\"\n");

        CliRunner.Result ended =
                launcher(Map.of("JAVA_HOME", folder.resolve("old").toString())).run("--help");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("is Java 11.0.2: 17 or newer is needed");
    }

    @Test
    void reportsAMissingJava() throws Exception {
        CliRunner.Result ended =
                launcher(Map.of("JAVA_HOME", folder.toString())).run("--help");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("JAVA_HOME is " + folder);
    }
}
