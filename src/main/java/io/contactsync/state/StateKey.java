package io.contactsync.state;

import io.contactsync.support.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The key of all hashes in a state directory. It is created once, and never replaced while ledgers exist. */
final class StateKey {

    private static final int KEY_BYTES = 32;

    private StateKey() {}

    /**
     * Returns the directory's key, and creates it if there is neither a key nor a ledger.
     *
     * @param present the names of the ledgers in the directory
     */
    static byte[] load(Path path, List<String> present) throws IOException {
        Path file = path.resolve("key");
        StateDirectory.requireRegular(file);
        List<String> ledgers = Files.exists(file) ? List.of() : present;
        // Checked again, because another process may have created both in the meantime.
        if (!ledgers.isEmpty() && !Files.exists(file)) {
            throw new LedgerException.Unusable(
                    "the key " + file + " is gone, and without it nothing in " + String.join(", ", ledgers)
                            + " can be compared: restore it from a backup of the directory, or move these files away to start"
                            + " without them (the match fields find the contacts again; with match: [] they are created a second time)");
        }
        if (!Files.exists(file)) {
            return createKey(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new LedgerException.Unusable("the key " + file + " is damaged, it has " + key.length
                    + " bytes and not " + KEY_BYTES + ": restore it from a backup of the directory");
        }
        return key;
    }

    private static byte[] createKey(Path file) throws IOException {
        byte[] created = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(created);
        // If another process was faster, its key is used.
        return AtomicFile.create(file, created, AtomicFile.Option.OWNER_ONLY) ? created : Files.readAllBytes(file);
    }
}
