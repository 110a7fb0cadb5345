package io.contactsync.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.AtomicFile;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state directory: ledgers, the rate limiter state of each token, and the key of all hashes. */
public final class StateDirectory {

    private static final String LEDGER = ".mv.db";
    private static final int MAX_SMALL_FILE_BYTES = 1 << 20;

    private final Path path;
    private final Path sharedPath;
    private final KeyedHash hash;

    private StateDirectory(Path path, Path paces, KeyedHash hash) {
        this.path = path;
        this.sharedPath = paces;
        this.hash = hash;
    }

    /**
     * Returns a state directory for a dry run, with other ledgers and the same rate limiter state and hash key.
     *
     * @param folder the directory of the ledgers
     */
    public StateDirectory forDryRun(Path folder) {
        return new StateDirectory(folder, sharedPath, hash);
    }

    /** Returns whether this is the directory of a dry run, which need not survive the process. */
    public boolean isDryRun() {
        return !path.equals(sharedPath);
    }

    /**
     * Returns the path of the state directory.
     *
     * @param option the value of {@code --state}, or null
     * @param environment the environment variables
     * @return the option, else {@code CONTACT_SYNC_STATE}, else {@code ~/.contact-sync}
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
     * Opens the directory, creating it (0700) and its key (0600) if they are missing.
     *
     * @throws LedgerException.Unusable if it cannot be created, read or written
     */
    public static StateDirectory open(Path path) {
        StateFolder.create(path);
        try {
            return new StateDirectory(path, path, new KeyedHash(StateKey.load(path, ledgers(path))));
        } catch (IOException e) {
            throw LedgerException.unwritable("the state directory " + path + " cannot be used: " + e, path, e);
        }
    }

    /**
     * Opens the directory if it exists. Does not create it.
     *
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

    /** Returns the path of a file in the directory; the file need not exist. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Returns the path of a file in the directory; for a dry run, in the directory from which the copies were made. */
    public Path original(String name) {
        return sharedPath.resolve(name);
    }

    /**
     * Returns the sorted names of the jobs that have a ledger.
     *
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
     * Checks that none of a job's state files is a directory, a named pipe, a device or the like. The status file is
     * left out: nothing depends on it. So is a new ledger, which replaces what is in its place.
     *
     * @throws LedgerException.Unusable for the first one that is
     */
    public void requireRegularFiles(String job) {
        for (String name : namesWithSuffix("")) {
            if (name.startsWith(job + ".") && !name.equals(job + ".status") && !name.startsWith(job + ".new.")) {
                requireRegular(path.resolve(name));
            }
        }
    }

    static void requireRegular(Path file) {
        RegularFile.otherKind(file).ifPresent(other -> {
            throw new LedgerException.Unusable("the file " + file + " of the state directory is " + other
                    + "; allowed: " + RegularFile.ALLOWED + ": move it away, or restore the file from a backup");
        });
    }

    /**
     * Returns the file with the rate limiter state of a token, shared by all jobs and processes that use the token.
     *
     * @param origin the API's URL
     * @param token the token, of which the name contains only a keyed hash
     * @throws LedgerException.Unusable if something else than a regular file is in its place
     */
    public Path paceFile(String origin, String token) {
        Path file = sharedPath.resolve("pace-" + hash.of("token", origin + " " + token));
        requireRegular(file);
        // The rate limiter's second file.
        requireRegular(sharedPath.resolve(file.getFileName() + ".counter"));
        return file;
    }

    /**
     * Returns the file with the claims on contacts of a channel, shared by all jobs and processes that use the token.
     *
     * @param origin the API's URL
     * @param token the token, of which the name contains only a keyed hash
     * @throws LedgerException.Unusable if something else than a regular file is in its place
     */
    public Path claimFile(String origin, String token) {
        Path file = sharedPath.resolve("claims-" + hash.of("token", origin + " " + token));
        requireRegular(file);
        return file;
    }

    /** Returns the hash with this directory's key. */
    public KeyedHash hash() {
        return hash;
    }

    /**
     * Returns the sorted names of the files with a suffix, without the suffix.
     *
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
     * Reads a small file, at most 1 MB of it.
     *
     * @return its text, or empty if it does not exist
     * @throws LedgerException if it cannot be read, is not a regular file or is not UTF-8
     */
    public Optional<String> read(String name) {
        try {
            byte[] bytes = RegularFile.read(path.resolve(name), MAX_SMALL_FILE_BYTES);
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new LedgerException("the file " + path.resolve(name) + " is damaged: it is not text in UTF-8", e);
        } catch (IOException e) {
            throw new LedgerException("the file " + path.resolve(name) + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Replaces a small file atomically, readable by its owner only. If there is no space for a new file, an existing
     * one is overwritten.
     *
     * @throws LedgerException if it cannot be written
     */
    public void write(String name, String text) {
        Path file = path.resolve(name);
        try {
            AtomicFile.write(file, text, AtomicFile.Option.OWNER_ONLY);
        } catch (IOException e) {
            if (!DiskSpace.isExhausted(e)) {
                throw new LedgerException("the state directory " + path + " cannot be written: " + e, e);
            }
            overwrite(file, text, e);
        }
    }

    private static void overwrite(Path file, String text, IOException full) {
        try (FileChannel existing = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                existing.write(bytes);
            }
            existing.truncate(bytes.limit());
        } catch (IOException e) {
            full.addSuppressed(e);
            throw new LedgerException(DiskSpace.message(file, full), full);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : failure.toString();
    }
}
