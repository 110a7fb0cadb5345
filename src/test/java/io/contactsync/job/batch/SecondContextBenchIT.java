package io.contactsync.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.job.run.Setting;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CPU time of a run's Spring context and of its job over one contact, in a process that has had one before. All
 * threads count. Prints one line.
 */
@Tag("bench")
class SecondContextBenchIT {

    private static final int MAX_MILLIS = 150;

    @TempDir
    private Path folder;

    @Test
    void secondContextCostsLittle() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, 1, "keep")) {
            long first = measure(fixture);
            long second = measure(fixture);
            long third = measure(fixture);
            System.out.println(String.format(
                    Locale.ROOT, "context and job | first %d ms of CPU | second %d ms | third %d ms", first, second, third));
            assertThat(second).isLessThanOrEqualTo(MAX_MILLIS);
        }
    }

    private static long measure(BatchFixture fixture) {
        Setting setting = fixture.setting(fixture.newRun());
        long before = cpuNanos();
        BatchLauncher.launch(setting, false);
        long spent = cpuNanos() - before;
        assertThat(setting.ending().cause()).isNull();
        return spent / 1_000_000;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
