package io.contactsync.state;

import io.contactsync.support.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one directory that outlives a run: ledgers, the pace of each token, and the key of all hashes. */
public final class StateDirectory {

    private static final String LEDGER = ".mv.db";

    private final Path path;
    private final Path sharedPath;
    private final KeyedHash hash;

    private StateDirectory(Path path, Path paces, KeyedHash hash) {
        this.path = path;
        this.sharedPath = paces;
        this.hash = hash;
    }

    /**
     * A directory for a rehearsal.
     *
     * @param folder where its ledgers are
     * @return ledgers of its own, paces and hashes of this one
     */
    public StateDirectory forDryRun(Path folder) {
        return new StateDirectory(folder, sharedPath, hash);
    }

    /**
     * Tells whether what is written need not survive the process.
     *
     * @return true for a rehearsal
     */
    public boolean isDryRun() {
        return !path.equals(sharedPath);
    }

    /**
     * Where the state is kept.
     *
     * @param option the value of {@code --state}, or null
     * @param environment the environment, asked for {@code CONTACT_SYNC_STATE}
     * @return the option, else the environment's directory, else {@code ~/.contact-sync}
     */
    public static Path locate(@Nullable Path option, Map<String, String> environment) {
        if (option != null) {
            return option.toAbsolutePath();
        }
        String named = environment.get("CONTACT_SYNC_STATE");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".contact-sync")
                : Path.of(named).toAbsolutePath();
    }

    /**
     * Opens the directory, creating it (0700) and its key (0600) where they are missing.
     *
     * @param path the directory
     * @return the directory, ready for use
     * @throws LedgerException.Unusable if it cannot be created, read or written
     */
    public static StateDirectory open(Path path) {
        StateFolder.create(path);
        try {
            return new StateDirectory(path, path, new KeyedHash(StateKey.load(path, ledgers(path))));
        } catch (IOException e) {
            throw new LedgerException.Unusable("the state directory " + path + " cannot be used: " + e, e);
        }
    }

    /**
     * Opens the directory where there is one, for those who only want to look.
     *
     * @param path the directory
     * @return the directory, ready for use; nothing when it does not exist, and it is not created
     * @throws LedgerException.Unusable if it cannot be read or written
     */
    public static Optional<StateDirectory> find(Path path) {
        return Files.exists(path) ? Optional.of(open(path)) : Optional.empty();
    }

    private static List<String> ledgers(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(LEDGER))
                    .sorted()
                    .toList();
        }
    }

    /**
     * A file of the directory.
     *
     * @param name the file's name
     * @return its path; the file need not exist
     */
    public Path file(String name) {
        return path.resolve(name);
    }

    /**
     * The jobs that have a ledger here.
     *
     * @return their names, sorted
     * @throws LedgerException if the directory cannot be read
     */
    public List<String> jobs() {
        try {
            return ledgers(path).stream()
                    .map(name -> name.substring(0, name.length() - LEDGER.length()))
                    .filter(name -> !name.contains("."))
                    .toList();
        } catch (IOException e) {
            throw new LedgerException("the state directory " + path + " cannot be read: " + e, e);
        }
    }

    /**
     * The file in which a token's pace is kept, shared by every job and process that uses the token.
     *
     * @param origin the API's URL
     * @param token the token; only its keyed hash goes into the name
     * @return the file's path
     */
    public Path paceFile(String origin, String token) {
        return sharedPath.resolve("pace-" + hash.of("token", origin + " " + token));
    }

    /**
     * The hash of everything in this directory.
     *
     * @return the hash, keyed with the directory's own key
     */
    public KeyedHash hash() {
        return hash;
    }

    /**
     * The files of a kind.
     *
     * @param suffix how their names end
     * @return their names without the suffix, sorted
     * @throws LedgerException if the directory cannot be read
     */
    public List<String> namesWithSuffix(String suffix) {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LedgerException("the state directory " + path + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads a small file.
     *
     * @param name the file's name
     * @return what it holds, or nothing when it is not there
     * @throws LedgerException if it cannot be read
     */
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LedgerException("the state directory " + path + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes a small file so that it is there whole or not at all, readable by its owner only.
     *
     * @param name the file's name
     * @param text what it shall hold
     * @throws LedgerException if it cannot be written
     */
    public void write(String name, String text) {
        try {
            AtomicFile.write(path.resolve(name), text, AtomicFile.Option.OWNER_ONLY);
        } catch (IOException e) {
            throw new LedgerException("the state directory " + path + " cannot be written: " + e, e);
        }
    }
}
