package io.contactsync.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a process beyond its end: a process id alone is given to another process later, and in a container often
 * to the successor.
 *
 * <p>The start time does not depend on the wall clock where the system offers that (Linux), so that setting the clock
 * does not make a running process look like another one.
 *
 * @param boot the boot in which the process was started
 * @param pid the process id
 * @param startedAt when it was started: on Linux in clock ticks since the boot, elsewhere in milliseconds since 1970; 0
 *     if unknown
 */
public record ProcessIdentity(BootId boot, long pid, long startedAt) {

    private static final Path PROC = Path.of("/proc");

    /** The position of the start time in {@code /proc/PID/stat}, counted from the state after the command. */
    private static final int START_TIME = 19;

    /** Returns the identity of this process. */
    public static ProcessIdentity current() throws IOException {
        long pid = ProcessHandle.current().pid();
        return running(pid).orElseThrow(() -> new IOException("process " + pid + " does not find itself"));
    }

    /**
     * Returns the identity of the running process with an id.
     *
     * @return empty if there is none, or only one that has ended and was not yet waited for
     */
    public static Optional<ProcessIdentity> running(long pid) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return Optional.empty();
        }
        BootId boot = BootId.current();
        Path stat = PROC.resolve(pid + "/stat");
        if (!Files.isReadable(stat)) {
            long startedAt = process.get()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L);
            return Optional.of(new ProcessIdentity(boot, pid, startedAt));
        }
        return startTicks(stat).map(ticks -> new ProcessIdentity(boot, pid, ticks));
    }

    private static Optional<Long> startTicks(Path stat) {
        String text;
        try {
            text = Files.readString(stat, ISO_8859_1);
        } catch (IOException e) {
            // It ended since it was found.
            return Optional.empty();
        }
        // The command, in parentheses, may contain spaces and parentheses itself.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        boolean ended = fields[0].equals("Z") || fields[0].equals("X");
        return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TIME]));
    }

    /** Returns whether this process still runs, as far as this process can see: not in another container. */
    public boolean isAlive() throws IOException {
        return running(pid).equals(Optional.of(this));
    }
}
