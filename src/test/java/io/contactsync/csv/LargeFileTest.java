package io.contactsync.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.Scan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFileTest {

    @TempDir
    Path folder;

    @Test
    void storesManyIdsOutsideHeap() {
        OffHeapIdSet ids = new OffHeapIdSet(200_000);
        for (int id = 0; id < 200_000; id++) {
            assertThat(ids.add("id " + id)).isTrue();
        }
        assertThat(ids.add("id 199999")).isFalse();
        assertThat(ids.contains("id 0")).isTrue();
        assertThat(ids.contains("id 200000")).isFalse();
    }

    @Tag("soak")
    @Test
    void readsThreeMillionRowsInSixtyFourMegabytes() throws Exception {
        Path file = folder.resolve("large.csv");
        write(file, 3_000_000);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadFile.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(output.strip()).isEqualTo("3000000 of 3000000");
    }

    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,phone,note\n");
            for (int row = 0; row < rows; row++) {
                out.write(
                        "K" + row + ",\"Doe, Jo " + row + "\",+1 212 555 0199,\"some text, long enough to matter\"\n");
            }
        }
    }

    /** The main class of the child process. */
    static final class ReadFile {

        private ReadFile() {}

        /** Reads the file given as argument and prints the number of rows. */
        public static void main(String[] args) {
            CsvSource source = CsvSource.open(CsvFiles.options(Path.of(args[0])));
            long read = 0;
            try (Scan scan = source.scanFrom(null)) {
                while (scan.hasNext()) {
                    scan.next();
                    read++;
                }
            }
            System.out.println(read + " of " + source.total().orElseThrow());
        }
    }
}
