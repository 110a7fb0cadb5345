package io.contactsync.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The width of a terminal, in a process whose stderr is one. */
class TerminalSizeTest {

    /** Prints the width. */
    static final class Columns {

        private Columns() {}

        public static void main(String[] args) {
            System.out.println("columns " + Terminal.columns());
        }
    }

    /** With setsid, the process has no controlling terminal. */
    @ParameterizedTest
    @ValueSource(strings = {"", "setsid -w "})
    void isReadSilentlyFromTheTerminalOfStderr(String prefix) throws IOException, InterruptedException {
        assumeTrue(isInstalled("script") && isInstalled("setsid") && isInstalled("stty"));
        assumeTrue(new ProcessBuilder("script", "-qec", "true", "/dev/null")
                        .start()
                        .waitFor()
                == 0);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "stty cols 101 rows 20; exec %s'%s' -cp '%s' '%s'"
                .formatted(prefix, java, System.getProperty("java.class.path"), Columns.class.getName());
        ProcessBuilder script = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        script.environment().remove("COLUMNS");

        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo("columns 101");
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
