package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Start-up times of whole processes on the running JDK: the median of several runs, and its ratio to the start-up time
 * of a JVM. The run with one unchanged contact uses a simulator in this process. Prints one table.
 */
@Tag("bench")
class StartBenchIT {

    private static final int RUNS = 5;

    @TempDir
    private Path folder;

    /** A program that measures the start of the JVM alone. */
    static final class HelloWorld {
        private HelloWorld() {}

        public static void main(String[] args) {
            System.out.println("hello");
        }
    }

    private static long medianMillis(CliRunner program, int exitCode, String... arguments) throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            long startedAt = System.nanoTime();
            assertThat(program.run(arguments).exitCode()).isEqualTo(exitCode);
            taken.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
        }
        // The first run reads its files from disk.
        return taken.subList(1, taken.size()).stream()
                .sorted()
                .skip(RUNS / 2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void startUpTimes() throws Exception {
        DistributionArchive archive = DistributionArchive.unpack(Files.createDirectory(folder.resolve("unpacked")));
        SimulatorOptions one = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(1, 9))
                .unlimited();
        try (Simulator simulator = Simulator.start(one)) {
            Map<String, String> environment = environment(simulator);
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> hello =
                    List.of(java, "-cp", System.getProperty("java.class.path"), HelloWorld.class.getName());
            List<String> jar = List.of(java, "-jar", String.valueOf(System.getProperty("contact-sync.jar")));
            Files.writeString(folder.resolve("job.yaml"), job());
            Files.writeString(folder.resolve("broken.yaml"), job().replace("match:", "mutch:"));

            long jvm = medianMillis(new CliRunner(folder, environment, hello), 0);
            print("JVM, hello world", jvm, jvm);
            print("jar", new CliRunner(folder, environment, jar), jvm);
            print("launcher, cache off", archive.launcher(folder, with(environment, "CONTACT_SYNC_CACHE", "off")), jvm);
            archive.launcher(folder, environment).run("--version");
            archive.awaitCacheFile();
            print("launcher, second use", archive.launcher(folder, environment), jvm);
        }
    }

    private static String job() {
        return JobFixture.jobFile("""
                match: [digivault_id]
                fields:
                  digivault_id: id
                  firstName: firstWord(display_name)
                """);
    }

    private Map<String, String> environment(Simulator simulator) {
        return Map.of(
                "DIGIVAULT_URL", simulator.digivaultUrl(),
                "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                "HEYX_URL", simulator.heyxUrl(),
                "HEYX_TOKEN", simulator.heyxToken("support"),
                "CONTACT_SYNC_STATE", folder.resolve("state").toString());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    private static void print(String how, CliRunner program, long jvm) throws InterruptedException {
        print(how + ": --help", medianMillis(program, 0, "--help"), jvm);
        print(how + ": broken job file", medianMillis(program, 2, "run", "broken.yaml"), jvm);
        print(how + ": run, one unchanged contact", medianMillis(program, 0, "run", "job.yaml", "--quiet"), jvm);
    }

    private static void print(String what, long millis, long jvm) {
        System.out.println(String.format(
                Locale.ROOT,
                "start | JDK %-8s | %-50s | %,6d ms | %5.1f of the JVM's own start",
                System.getProperty("java.version"),
                what,
                millis,
                (double) millis / jvm));
    }
}
