package io.contactsync.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces files atomically: writes a temporary file in the same directory and moves it. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file or replaces an existing one. If the path is a symbolic link, the link's target is replaced.
     *
     * @param file in an existing directory
     * @param text written in UTF-8
     * @throws IOException if the file cannot be written; an existing file is unchanged
     */
    public static void write(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Whether a file can be written; does not write it.
     *
     * @return false if the directory is missing or not writable, or if the path is a directory
     */
    public static boolean isPossible(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder) && !Files.isDirectory(file);
    }
}
