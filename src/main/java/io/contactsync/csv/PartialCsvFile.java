package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.AtomicFile;
import io.contactsync.support.DiskSpace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The partial file ({@code .part}) to which rows are appended until it replaces the target file. */
final class PartialCsvFile implements AutoCloseable {

    private final Path file;
    private final Path part;
    private @Nullable FileChannel channel;

    /**
     * Names the partial file; it is opened later.
     *
     * @throws CsvException if something else than a regular file is in the place of one of the two files
     */
    PartialCsvFile(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        CsvException.requireRegular(file);
        CsvException.requireRegular(part);
    }

    /**
     * Opens the file and truncates it.
     *
     * @param header the header row with its line end
     * @param rows the number of rows after the header to keep; 0 starts a new file
     * @return false if the file has fewer rows or another header
     */
    boolean truncateToRows(String header, long rows) {
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
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CsvException(file, "is not a file that can be replaced: it is a directory, a device or a pipe");
        }
        Path folder = part.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel opened = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = opened;
        if (opened.tryLock() == null) {
            throw new CsvException(file, "another run is writing to this file");
        }
        return opened;
    }

    /** {@return the offset after the last row to keep, or -1 if the file does not have it} */
    private long endOf(String header, long rows) throws IOException {
        byte[] first = header.getBytes(UTF_8);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16)) {
            if (!java.util.Arrays.equals(in.readNBytes(first.length), first)) {
                return -1;
            }
            long position = first.length;
            long remaining = rows;
            boolean quoted = false;
            // In rows that this program wrote, quotes only enclose a cell or are doubled inside one.
            for (int b = in.read(); b >= 0; b = in.read()) {
                position++;
                quoted ^= b == '"';
                if (b == '\n' && !quoted && --remaining == 0) {
                    return position;
                }
            }
            return -1;
        }
    }

    /** Appends a row; it is handed to the operating system when this method returns. */
    void append(String row) {
        FileChannel open = java.util.Objects.requireNonNull(channel, "call truncateToRows first");
        try {
            ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Replaces the target file. Does nothing if an earlier part of the run has already done so. */
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

    private CsvException unwritable(IOException e) {
        return new CsvException(
                file, "the file cannot be written: " + (DiskSpace.isExhausted(e) ? DiskSpace.message(part, e) : e));
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
