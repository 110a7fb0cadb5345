package io.contactsync.http.pace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner may read and write, from its first moment on. */
final class OwnersFile {

    private OwnersFile() {}

    /** Makes it, empty; false when it was there. */
    static boolean create(Path path) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(path, ownersOnly);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
