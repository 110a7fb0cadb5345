package io.contactsync.ledger;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of one job's state, for a rehearsal: it can be written to and is thrown away. Hashes and paces are the
 * original's, because what a rehearsal asks costs calls like any other.
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
     * @param state the directory it is in
     * @param job the job's name
     * @return the copy, in a directory of its own inside the original's
     * @throws io.contactsync.state.LedgerException.InUse if a run is under way
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
            throw new LedgerException("the ledger of job '" + job + "' cannot be copied for a rehearsal: " + e, e);
        }
    }

    private void copy(StateDirectory state, String job) throws IOException {
        // While it is open to look no run can begin to write.
        Optional<ReadOnlyLedger> held;
        try {
            held = ReadOnlyLedger.open(state, job);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (held.isPresent()) {
            try (ReadOnlyLedger open = held.get()) {
                Files.copy(state.file(job + ".mv.db"), folder.resolve(job + ".mv.db"));
            }
        }
    }

    /** What a rehearsal that was killed has left behind. */
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

    /**
     * The copy as a state directory.
     *
     * @return a directory whose ledgers are nobody else's
     */
    public StateDirectory directory() {
        return directory;
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new LedgerException("the rehearsal's copy " + folder + " cannot be deleted: " + e, e);
        }
    }
}
