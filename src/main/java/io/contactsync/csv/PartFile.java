package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.csv.text.CsvUnusable;
import io.contactsync.support.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that grows row by row beside the one that it will replace. */
final class PartFile implements AutoCloseable {

    private final Path file;
    private final Path part;
    private @Nullable FileChannel channel;

    PartFile(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
    }

    /**
     * Opens the file and cuts it back.
     *
     * @param header its first row, with its line end
     * @param rows how many rows behind the header to keep; with 0 it begins anew
     * @return false if it has fewer, or another header
     */
    boolean cutBack(String header, long rows) {
        try {
            FileChannel open = open();
            if (rows == 0) {
                open.truncate(0);
                append(header);
                return true;
            }
            long end = endOf(header, rows);
            if (end < 0) {
                return false;
            }
            open.truncate(end);
            open.position(end);
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private FileChannel open() throws IOException {
        if (channel != null) {
            return channel;
        }
        Path folder = part.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel opened = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = opened;
        if (opened.tryLock() == null) {
            throw new CsvUnusable(file, "another run is writing this file");
        }
        return opened;
    }

    /** Where the last row to keep ends, or -1 when it is not there. */
    private long endOf(String header, long rows) throws IOException {
        byte[] first = header.getBytes(UTF_8);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16)) {
            if (!java.util.Arrays.equals(in.readNBytes(first.length), first)) {
                return -1;
            }
            long position = first.length;
            long left = rows;
            boolean quoted = false;
            // In a row of ours a quote stands only around a cell or twice inside one.
            for (int b = in.read(); b >= 0; b = in.read()) {
                position++;
                quoted ^= b == '"';
                if (b == '\n' && !quoted && --left == 0) {
                    return position;
                }
            }
            return -1;
        }
    }

    /** Adds a row; it is the operating system's when this returns. */
    void append(String row) {
        FileChannel open = java.util.Objects.requireNonNull(channel, "rows come after cutBack");
        try {
            ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Puts the file into its place; nothing happens where an earlier part of the run has done it. */
    void moveIntoPlace() {
        try {
            if (channel != null) {
                channel.force(true);
            }
            if (Files.exists(part)) {
                AtomicFile.move(part, file);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CsvUnusable unwritable(IOException e) {
        return new CsvUnusable(file, "the file cannot be written: " + e);
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
