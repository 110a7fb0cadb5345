package io.contactsync.ledger;

import io.contactsync.state.StateDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that writes to a ledger until it is killed, and prints each link once it is on disk. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one; it has the ledger when this returns. */
    static Child start(Path state, String prefix, int writers, long pauseMillis) throws IOException {
        return start(List.of(), state, prefix, writers, pauseMillis);
    }

    static Child start(List<String> before, Path state, String prefix, int writers, long pauseMillis)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                state.toString(),
                prefix,
                Integer.toString(writers),
                Long.toString(pauseMillis)));
        Child child = new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String first = child.out.readLine();
        if (!"open".equals(first)) {
            throw new IOException("the child did not open the ledger: " + first);
        }
        return child;
    }

    long pid() {
        return process.pid();
    }

    /** The next link that is on disk, or null when the process has ended. */
    String nextOnDisk() throws IOException {
        return out.readLine();
    }

    /** Ends it as {@code kill -9} does, and returns what it still had said. */
    List<String> kill() throws IOException {
        // Not the process's own method, which closes its output.
        process.toHandle().destroyForcibly();
        List<String> said = rest();
        process.onExit().join();
        return said;
    }

    /** What it says until it ends by itself. */
    List<String> rest() throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] args) {
        int writers = Integer.parseInt(args[2]);
        StateDirectory state = StateDirectory.open(Path.of(args[0]));
        // Several write so much that the file is compacted again and again; one lets it grow old.
        JobLedger job = writers > 1 ? JobLedger.open(state, "job", 4L << 20) : JobLedger.open(state, "job");
        ChannelLedger ledger = job.channel("support", 1);
        say("open");
        long pauseNanos = Long.parseLong(args[3]) * 1_000_000;
        for (int writer = 0; writer < writers; writer++) {
            String prefix = args[1] + "-" + writer + "-";
            new Thread(() -> write(ledger, prefix, pauseNanos)).start();
        }
    }

    private static void write(ChannelLedger ledger, String prefix, long pauseNanos) {
        for (int n = 0; true; n++) {
            try {
                ledger.put(Links.intended(prefix + n), List.of("hash of " + prefix + n), "create begun");
                ledger.put(Links.settled(prefix + n), null, "created");
                ledger.defer(Links.settled(prefix + n), null, "tagged");
            } catch (RuntimeException e) {
                say("failed: " + e);
                Runtime.getRuntime().halt(1);
            }
            say(prefix + n);
            if (pauseNanos > 0) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
    }

    private static synchronized void say(String line) {
        try {
            System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
