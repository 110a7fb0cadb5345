package io.contactsync.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes files that appear completely or not at all: the content is written to a new file in the same directory, which
 * is then moved to the file's name. If writing fails, the old file is unchanged and the new one is deleted.
 */
public final class AtomicFile {

    private AtomicFile() {}

    /** How a file is written. */
    public enum Option {
        /** Only its owner can read the file (0600); otherwise the process's umask decides. */
        OWNER_ONLY,
        /** The content is on disk before the file gets its name, so that a power loss cannot leave an empty file. */
        SYNC,
        /** If the file is a symbolic link, the link stays and its destination is replaced. */
        FOLLOW_LINK
    }

    /**
     * Writes the content of a file.
     *
     * @param <T> a result of writing
     */
    @FunctionalInterface
    public interface ContentWriter<T> {

        /** Writes to a new, empty file. */
        T write(Path newFile) throws IOException;
    }

    /**
     * Creates or replaces a file with a text in UTF-8; its directory must exist. Half a surrogate pair is written as
     * U+FFFD.
     */
    public static void write(Path file, String text, Option... options) throws IOException {
        replace(file, newFile -> Files.writeString(newFile, UnicodeText.wellFormed(text)), options);
    }

    /**
     * Creates or replaces a file; its directory must exist.
     *
     * @return what the content writer returns
     * @throws IOException if the file cannot be written; an exception of the content writer is thrown as it is
     */
    public static <T> T replace(Path file, ContentWriter<T> content, Option... options) throws IOException {
        Set<Option> chosen = options(options);
        Path destination =
                chosen.contains(Option.FOLLOW_LINK) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(destination) && !Files.isRegularFile(destination) && !Files.isDirectory(destination)) {
            // A device or a pipe must not be replaced by a file.
            return content.write(destination);
        }
        Path newFile = newFile(destination, chosen);
        try {
            T result = content.write(newFile);
            sync(newFile, chosen);
            move(newFile, destination);
            return result;
        } finally {
            Files.deleteIfExists(newFile);
        }
    }

    /**
     * Creates a file unless it exists; of several processes that create it at once, one succeeds.
     *
     * @return false if the file exists; it is then left as it is
     */
    public static boolean create(Path file, byte[] content, Option... options) throws IOException {
        Set<Option> chosen = options(options);
        Path newFile = newFile(file.toAbsolutePath(), chosen);
        try {
            Files.write(newFile, content);
            sync(newFile, chosen);
            // Unlike a move, a link never replaces a file.
            Files.createLink(file, newFile);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(newFile);
        }
    }

    /** Moves a finished file to the place of another one in the same directory, which is replaced. */
    public static void move(Path newFile, Path file) throws IOException {
        Files.move(newFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Returns whether a file can be written: its directory exists and is writable, and it is a regular file or does not
     * exist. A device or a pipe is not replaced.
     */
    public static boolean isWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory != null
                && Files.isDirectory(directory)
                && Files.isWritable(directory)
                && (Files.isRegularFile(file) || !Files.exists(file));
    }

    private static Set<Option> options(Option... options) {
        EnumSet<Option> chosen = EnumSet.noneOf(Option.class);
        chosen.addAll(List.of(options));
        return chosen;
    }

    private static Path newFile(Path destination, Set<Option> options) throws IOException {
        // Not the process id: in a container it is the same each time, and a killed process leaves its file.
        String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".new";
        Path newFile = destination.resolveSibling("." + destination.getFileName() + suffix);
        if (!options.contains(Option.OWNER_ONLY)) {
            return Files.createFile(newFile);
        }
        if (!OwnerOnlyFile.create(newFile)) {
            throw new FileAlreadyExistsException(newFile.toString());
        }
        return newFile;
    }

    private static void sync(Path newFile, Set<Option> options) throws IOException {
        if (options.contains(Option.SYNC)) {
            try (FileChannel channel = FileChannel.open(newFile, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
