package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    /** Runs until its input ends. */
    static final class WaitsForInput {
        private WaitsForInput() {}

        public static void main(String[] args) throws IOException {
            System.in.readAllBytes();
        }
    }

    @Test
    void thisProcessIsAlive() throws IOException {
        ProcessIdentity self = ProcessIdentity.current();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.isAlive()).isTrue();
        assertThat(self).isEqualTo(ProcessIdentity.current());
    }

    @Test
    void processIsAliveUntilItEnds() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WaitsForInput.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        ProcessIdentity running = ProcessIdentity.running(child.pid()).orElseThrow();
        assertThat(running.pid()).isEqualTo(child.pid());
        assertThat(running.isAlive()).isTrue();
        child.getOutputStream().close();
        child.waitFor();

        assertThat(running.isAlive()).isFalse();
        assertThat(ProcessIdentity.running(child.pid())).isEmpty();
    }

    @Test
    void successorWithTheSameProcessIdIsAnotherProcess() throws IOException {
        ProcessIdentity self = ProcessIdentity.current();
        assertThat(new ProcessIdentity(self.boot(), self.pid(), self.startedAt() - 1).isAlive())
                .isFalse();
    }

    @Test
    void processOfAnotherBootIsNotAlive() throws IOException {
        ProcessIdentity self = ProcessIdentity.current();
        assertThat(new ProcessIdentity(new BootId(UUID.randomUUID()), self.pid(), self.startedAt()).isAlive())
                .isFalse();
    }
}
