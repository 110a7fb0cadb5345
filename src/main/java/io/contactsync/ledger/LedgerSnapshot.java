package io.contactsync.ledger;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of one job's ledger for a dry run. It can be written to and is deleted afterwards. Hash key and rate limiter
 * state are the original's, because lookups of a dry run use the same quota.
 */
public final class LedgerSnapshot implements AutoCloseable {
    private static final String PREFIX = "plan-";

    private final Path folder;
    private final StateDirectory directory;

    private LedgerSnapshot(Path folder, StateDirectory directory) {
        this.folder = folder;
        this.directory = directory;
    }

    /**
     * Copies a job's ledger, if it has one.
     *
     * @return the copy, in a new directory inside the state directory
     * @throws io.contactsync.state.LedgerException.InUse if the job is running
     * @throws LedgerException if it cannot be copied
     */
    public static LedgerSnapshot create(StateDirectory state, String job) {
        try {
            deleteLeftovers(state.file(""));
            Path folder = Files.createTempDirectory(
                    state.file(""), PREFIX + ProcessHandle.current().pid() + "-");
            LedgerSnapshot copy = new LedgerSnapshot(folder, state.forDryRun(folder));
            copy.copy(state, job);
            return copy;
        } catch (IOException e) {
            throw new LedgerException(
                    "the ledger of job '" + job + "' cannot be copied for a dry run: "
                            + (DiskSpace.isExhausted(e) ? DiskSpace.message(state.file(job + ".mv.db"), e) : e),
                    e);
        }
    }

    private void copy(StateDirectory state, String job) throws IOException {
        try {
            // No run can open the ledger for writing while it is open read-only.
            Optional<ReadOnlyLedger> opened = ReadOnlyLedger.open(state, job);
            if (opened.isPresent()) {
                try (ReadOnlyLedger open = opened.get()) {
                    Files.copy(state.file(job + ".mv.db"), folder.resolve(job + ".mv.db"));
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Deletes the copies of dry runs that were killed. */
    private static void deleteLeftovers(Path state) throws IOException {
        List<Path> copies;
        try (Stream<Path> files = Files.list(state)) {
            copies = files.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
                    .toList();
        }
        for (Path copy : copies) {
            String name = copy.getFileName().toString();
            long pid = Long.parseLong(name.substring(PREFIX.length(), name.lastIndexOf('-')));
            if (ProcessHandle.of(pid).isEmpty()) {
                delete(copy);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.deleteIfExists(one);
        }
    }

    /** Returns the state directory that contains the copy. */
    public StateDirectory directory() {
        return directory;
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new LedgerException("the ledger copy " + folder + " cannot be deleted: " + e, e);
        }
    }
}
