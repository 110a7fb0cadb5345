package io.contactsync.state;

import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates a directory that only its owner can access. */
final class StateFolder {

    private StateFolder() {}

    static void create(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new LedgerException.Unusable(
                    "the state directory " + path + " is a file: name a directory with --state or CONTACT_SYNC_STATE");
        }
        try {
            OwnerOnlyFile.createDirectories(path);
        } catch (IOException e) {
            throw LedgerException.unwritable(
                    "the state directory " + path
                            + " cannot be created: name another with --state or CONTACT_SYNC_STATE (" + e + ")",
                    path,
                    e);
        }
        if (!Files.isWritable(path) || !Files.isReadable(path)) {
            throw new LedgerException.Unusable("the state directory " + path + " cannot be read and written by "
                    + System.getProperty("user.name") + ": it must belong to the user that runs the jobs");
        }
    }
}
