package io.contactsync.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one directory that outlives a run: ledgers, the pace of each token, and the key of all hashes. */
public final class StateDirectory {

    private static final int KEY_BYTES = 32;

    private final Path path;
    private final KeyedHash hash;

    private StateDirectory(Path path, KeyedHash hash) {
        this.path = path;
        this.hash = hash;
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
     * @throws LedgerUnusable if it cannot be created, read or written
     */
    public static StateDirectory open(Path path) {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.isWritable(path)) {
                throw new LedgerUnusable("the state directory " + path + " is not writable");
            }
            return new StateDirectory(path, new KeyedHash(key(path.resolve("key"))));
        } catch (IOException e) {
            throw new LedgerUnusable("the state directory " + path + " cannot be used: " + e, e);
        }
    }

    private static byte[] key(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            Path beside = Files.createTempFile(file.getParent(), "key", ".new");
            try {
                Files.write(beside, fresh);
                Files.createLink(file, beside);
            } catch (FileAlreadyExistsException e) {
                // Another process was first; its key is the one that counts.
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new LedgerUnusable(
                    "the key " + file + " is damaged: it has " + key.length + " bytes, not " + KEY_BYTES);
        }
        return key;
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
     * The file in which a token's pace is kept, shared by every job and process that uses the token.
     *
     * @param origin the API's URL
     * @param token the token; only its keyed hash goes into the name
     * @return the file's path
     */
    public Path paceFile(String origin, String token) {
        return path.resolve("pace-" + hash.of("token", origin + " " + token));
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
     * Writes a small file so that it is there whole or not at all, readable by its owner only.
     *
     * @param name the file's name
     * @param text what it shall hold
     * @throws LedgerFailed if it cannot be written
     */
    public void write(String name, String text) {
        try {
            Path beside = Files.createTempFile(path, name, ".new");
            Files.writeString(beside, text);
            Files.move(beside, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LedgerFailed("the state directory " + path + " cannot be written: " + e, e);
        }
    }
}
