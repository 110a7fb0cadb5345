package io.contactsync.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all: written beside its place and moved there. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file, over an older one of its name.
     *
     * @param file its place, in a folder that is there
     * @param text what it shall hold, written in UTF-8
     * @throws IOException if it cannot be written; then an older one is still there
     */
    public static void write(Path file, String text) throws IOException {
        // Through a link to what it points at: the link stays.
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path beside = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Files.writeString(beside, text);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Tells whether a file can be written, without writing it.
     *
     * @param file its place
     * @return false when its folder is missing or not writable, or a folder is in its place
     */
    public static boolean isPossible(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder) && !Files.isDirectory(file);
    }
}
