package io.contactsync.ledger.db;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.contactsync.state.StateDirectory;
import io.contactsync.support.AtomicFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code JOB.serial}: which commit of which ledger was the last, and the checksum of the database file while
 * it is closed. It is one line of a fixed length with its own checksum, which is overwritten in place, so that a full
 * disk cannot prevent it. Thread-safe.
 */
final class SerialFile {

    /** The checksum of a database file that is open, or was not closed. */
    static final String OPEN = "-";

    private static final String FORMAT = "1";
    private static final Pattern LINE = Pattern.compile(
            "((\\d+) (\\S+) ([0-9a-f]{32}) (\\d{19}) (\\d{19}) ([0-9a-f-]{36}) (-|[0-9a-f]{8}) *) ([0-9a-f]{8})\n");
    private static final int CHECKSUM_DIGITS = 8;
    private static final int MAX_BYTES = 1_024;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String NO_BOOT = "-".repeat(36);

    private final String job;
    private final Path file;
    private @Nullable Content written;
    private @Nullable RandomAccessFile open;

    SerialFile(StateDirectory state, String job) {
        this.job = job;
        this.file = state.file(job + ".serial");
    }

    /**
     * The content of the file.
     *
     * @param ledger the id of the ledger
     * @param committed the serial of the last commit whose pages the operating system had
     * @param synced the serial of the last commit that was on the disk
     * @param boot the boot of the operating system in which the file was written
     * @param checksum the checksum of the closed database file, or {@link #OPEN}
     */
    record Content(String ledger, long committed, long synced, String boot, String checksum) {

        /** A ledger that is closed, or whose commits are all on the disk. */
        static Content settled(String ledger, long serial, String checksum) {
            return new Content(ledger, serial, serial, Boot.ID, checksum);
        }

        /**
         * The serial that the ledger must have. After a crash of the machine, commits that were not synced may be lost.
         */
        long required() {
            return boot.equals(Boot.ID) && !boot.equals(NO_BOOT) ? last() : synced;
        }

        /** The largest serial that was ever recorded. */
        long last() {
            return Math.max(committed, synced);
        }

        /** The same for a database file that is opened. */
        Content opened() {
            return new Content(ledger, committed, synced, boot, OPEN);
        }

        boolean isClosed() {
            return !checksum.equals(OPEN);
        }
    }

    /** Identifies the boot of the operating system, where the system does. */
    private static final class Boot {

        private static final String ID = read();

        private static String read() {
            try {
                String id =
                        Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
                return id.length() == NO_BOOT.length() ? id : NO_BOOT;
            } catch (IOException e) {
                return NO_BOOT;
            }
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Returns the content; empty if the file is missing, damaged or that of another job. */
    Optional<Content> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(new String(content(), US_ASCII));
        if (!line.matches()
                || !line.group(9).equals(checksum(line.group(1)))
                || !line.group(2).equals(FORMAT)
                || !line.group(3).equals(job)) {
            return Optional.empty();
        }
        return Optional.of(new Content(
                line.group(4),
                Long.parseLong(line.group(5)),
                Long.parseLong(line.group(6)),
                line.group(7),
                line.group(8)));
    }

    private byte[] content() throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    /** Writes the content: in place if the file is intact, else as a new file. */
    synchronized void write(Content content) throws IOException {
        if (read().isEmpty()) {
            close();
            AtomicFile.write(file, line(content), AtomicFile.Option.OWNER_ONLY, AtomicFile.Option.SYNC);
            written = content;
        } else {
            overwrite(content);
        }
    }

    /** Returns when the content is on the disk. */
    synchronized void sync() throws IOException {
        open().getFD().sync();
    }

    /** Records a commit. It must be recorded before its writer is told of it, and after the database has it. */
    synchronized void committed(long serial) throws IOException {
        Content last = Objects.requireNonNull(written, "write first");
        overwrite(new Content(last.ledger(), serial, last.synced(), last.boot(), last.checksum()));
    }

    /** Records that a commit and all before it are on the disk. */
    synchronized void synced(long serial) throws IOException {
        Content last = Objects.requireNonNull(written, "write first");
        overwrite(new Content(
                last.ledger(), last.committed(), Math.max(last.synced(), serial), last.boot(), last.checksum()));
    }

    /** Records that the database file is closed and on the disk. */
    synchronized void closed(long serial, String checksum) throws IOException {
        Content last = Objects.requireNonNull(written, "write first");
        write(Content.settled(last.ledger(), serial, checksum));
    }

    /**
     * As for reading, not through a channel, which an interrupt would close. One write within one page: a kill cannot
     * divide it.
     */
    private void overwrite(Content content) throws IOException {
        RandomAccessFile output = open();
        output.seek(0);
        output.write(line(content).getBytes(US_ASCII));
        written = content;
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile output = open;
        if (output == null) {
            output = new RandomAccessFile(file.toFile(), "rw");
            open = output;
        }
        return output;
    }

    private String line(Content content) {
        String text = FORMAT
                + ' '
                + job
                + ' '
                + content.ledger()
                + ' '
                + digits(content.committed())
                + ' '
                + digits(content.synced())
                + ' '
                + content.boot()
                + ' '
                + content.checksum()
                + " ".repeat(CHECKSUM_DIGITS - content.checksum().length());
        return text + ' ' + checksum(text) + '\n';
    }

    private static String digits(long serial) {
        String digits = Long.toString(serial);
        return "0".repeat(19 - digits.length()) + digits;
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(US_ASCII));
        return hex(crc.getValue());
    }

    /** A checksum of 32 bits in eight digits. */
    static String hex(long checksum) {
        String digits = Long.toHexString(checksum);
        return "0".repeat(CHECKSUM_DIGITS - digits.length()) + digits;
    }

    /** Deletes the file, because the ledger that it describes does not exist any more. */
    synchronized void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    synchronized void close() throws IOException {
        RandomAccessFile output = open;
        open = null;
        if (output != null) {
            output.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
