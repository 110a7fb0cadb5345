package io.contactsync.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner can read and write (0600) and directories that only their owner can enter (0700), from
 * the moment they are created. On a file system without POSIX permissions they are created with its defaults.
 */
public final class OwnerOnlyFile {

    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private OwnerOnlyFile() {}

    /**
     * Creates an empty file.
     *
     * @return false if the file exists; it is then left as it is
     */
    public static boolean create(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Opens a file for reading and writing, and creates it if it does not exist. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, OPTIONS, attributes(file, FILE));
    }

    /** Restricts the permissions on an existing file to its owner. */
    public static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    /** Creates a directory and its missing parents; existing ones keep their permissions. */
    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(directory, DIRECTORY));
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
