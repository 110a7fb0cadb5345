package io.contactsync.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Checks that a file is a regular one before it is opened. A named pipe would block until another process opens it, and
 * a device may have no end.
 */
public final class RegularFile {

    /** What a user may put in the place of something else, for messages. */
    public static final String ALLOWED = "a regular file";

    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int SOCKET = 0140000;

    private RegularFile() {}

    /**
     * Returns what is in the place of a file if it is not a regular one.
     *
     * @return a noun with its article, such as "a directory"; empty for a regular file, for one that does not exist,
     *     and for one whose kind may not be read
     */
    public static Optional<String> otherKind(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                return Optional.empty();
            }
            return Optional.of(attributes.isDirectory() ? "a directory" : special(file));
        } catch (NoSuchFileException e) {
            return Files.isSymbolicLink(file)
                    ? Optional.of("a symbolic link to a file that does not exist")
                    : Optional.empty();
        } catch (FileSystemException e) {
            return Files.isSymbolicLink(file)
                    ? Optional.of("a symbolic link that cannot be followed")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String special(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "a special file";
        }
        return switch ((Integer) Files.getAttribute(file, "unix:mode") & TYPE) {
            case FIFO -> "a named pipe";
            case CHARACTER_DEVICE, BLOCK_DEVICE -> "a device";
            case SOCKET -> "a socket";
            default -> "a special file";
        };
    }

    /**
     * Reads a small file without ever blocking.
     *
     * @param maxBytes the number of bytes after which reading ends
     * @return at most this number of bytes
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws FileSystemException if it is not a regular file; the reason says what it is and what is allowed
     */
    public static byte[] read(Path file, int maxBytes) throws IOException {
        Optional<String> other = otherKind(file);
        if (other.isPresent()) {
            throw new FileSystemException(file.toString(), null, "this is " + other.get() + "; allowed: " + ALLOWED);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(maxBytes);
        }
    }
}
