package io.contactsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLockTest {

    @TempDir
    private Path folder;

    /** Locks one byte of a file until its input ends. */
    static final class OtherProcess {
        public static void main(String[] args) throws IOException {
            long position = Long.parseLong(args[1]);
            try (FileChannel channel =
                            FileChannel.open(Path.of(args[0]), StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.lock(position, 1, false)) {
                System.out.println(lock.isValid());
                System.in.read();
            }
        }
    }

    private Process lockByte(long position) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.resolve("job.owner").toString(),
                        Long.toString(position))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("true");
        return process;
    }

    @Test
    void slowReaderDelaysAnOwnerAndDoesNotMakeTheJobLookRunning() throws Exception {
        StateDirectory state = StateDirectory.open(folder);
        JobLock.acquire(state, "job").close();
        Process reader = lockByte(1);
        Thread acquiring = new Thread(() -> JobLock.acquire(state, "job").close());
        acquiring.start();
        acquiring.join(300);
        assertThat(acquiring.isAlive()).isTrue();
        reader.getOutputStream().close();
        reader.waitFor();
        acquiring.join();
        assertThat(JobLock.holder(state, "job")).isEmpty();
    }

    @Test
    void secondOwnerIsRefused() throws Exception {
        StateDirectory state = StateDirectory.open(folder);
        JobLock.acquire(state, "job").close();
        Process owner = lockByte(0);
        assertThatThrownBy(() -> JobLock.acquire(state, "job")).isInstanceOf(LedgerException.InUse.class);
        owner.getOutputStream().close();
        owner.waitFor();
        JobLock.acquire(state, "job").close();
    }

    @Test
    void ownLockIsReportedUntilItIsClosed() {
        StateDirectory state = StateDirectory.open(folder);
        try (JobLock lock = JobLock.acquire(state, "job")) {
            assertThat(lock).isNotNull();
            assertThat(JobLock.holder(state, "job"))
                    .get()
                    .asString()
                    .startsWith("process " + ProcessHandle.current().pid());
            assertThatThrownBy(() -> JobLock.acquire(state, "job")).isInstanceOf(LedgerException.InUse.class);
        }
        assertThat(JobLock.holder(state, "job")).isEmpty();
    }
}
