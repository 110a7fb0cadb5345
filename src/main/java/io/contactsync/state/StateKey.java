package io.contactsync.state;

import io.contactsync.support.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** The key of all hashes in a state directory: made once, and never anew where ledgers were written with another. */
final class StateKey {

    private static final int KEY_BYTES = 32;

    private StateKey() {}

    /**
     * The directory's key, made where there is none yet.
     *
     * @param path the directory
     * @param present the ledgers in it
     * @return the key's bytes
     */
    static byte[] load(Path path, List<String> present) throws IOException {
        Path file = path.resolve("key");
        List<String> ledgers = Files.exists(file) ? List.of() : present;
        // Looked at again, because another process may have made both in between.
        if (!ledgers.isEmpty() && !Files.exists(file)) {
            throw new LedgerException.Unusable(
                    "the key " + file + " is gone, and without it nothing in " + String.join(", ", ledgers)
                            + " can be compared: bring it back from a backup of the directory, or move these files away to begin"
                            + " without them (the match fields find the contacts again)");
        }
        if (!Files.exists(file)) {
            return createKey(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new LedgerException.Unusable("the key " + file + " is damaged, it has " + key.length
                    + " bytes and not " + KEY_BYTES + ": bring it back from a backup of the directory");
        }
        return key;
    }

    private static byte[] createKey(Path file) throws IOException {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        // If another process was faster, its key counts.
        return AtomicFile.create(file, fresh, AtomicFile.Option.OWNER_ONLY) ? fresh : Files.readAllBytes(file);
    }
}
