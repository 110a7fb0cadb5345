package io.contactsync.ledger.journal;

import io.contactsync.ledger.step.StepForm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One file of entries, each with its length and its checksum. Written by one thread at a time; unlike a channel's, its
 * writes do not mind an interrupt.
 */
final class JournalFile implements AutoCloseable {

    private static final int MARK = 0x43534a31;
    /** Mark, length of what follows the checksum, checksum. */
    private static final int HEAD_BYTES = 3 * Integer.BYTES;
    /** Number and synced. */
    private static final int NUMBERS_BYTES = 2 * Long.BYTES;

    private final Path path;
    private final RandomAccessFile file;
    private long length;
    private long last;

    private JournalFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens a file to write to, making it where there is none; what it holds is thrown away. */
    static JournalFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        JournalFile journal = new JournalFile(path, new RandomAccessFile(path.toFile(), "rw"));
        journal.clear();
        return journal;
    }

    /** How many bytes it holds. */
    long length() {
        return length;
    }

    /** The number of the last entry that it holds, or 0. */
    long last() {
        return last;
    }

    /**
     * Adds an entry, which is then safe from the death of the process.
     *
     * @param steps the entry's steps as bytes
     * @throws IOException if it cannot be written; then the file is as it was
     */
    void append(long number, long synced, byte[] steps) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(HEAD_BYTES + NUMBERS_BYTES + steps.length);
        entry.position(HEAD_BYTES);
        entry.putLong(number).putLong(synced).put(steps);
        CRC32 crc = new CRC32();
        crc.update(entry.array(), HEAD_BYTES, NUMBERS_BYTES + steps.length);
        entry.putInt(0, MARK).putInt(Integer.BYTES, NUMBERS_BYTES + steps.length);
        entry.putInt(2 * Integer.BYTES, (int) crc.getValue());
        try {
            file.write(entry.array());
        } catch (IOException e) {
            file.setLength(length);
            file.seek(length);
            throw e;
        }
        length += entry.capacity();
        last = number;
    }

    /** Makes all entries safe from a power loss. */
    void sync() throws IOException {
        file.getFD().sync();
    }

    /** Throws all entries away. */
    void clear() throws IOException {
        file.setLength(0);
        file.seek(0);
        length = 0;
        last = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /**
     * An entry that was found in a file.
     *
     * @param entry the entry
     * @param afterDamage whether what stands before it in the file is no entry
     */
    record Found(Entry entry, boolean afterDamage) {}

    /**
     * Reads a file that was not closed in good order.
     *
     * @param path the file, which need not exist
     * @return every entry that is whole, in the file's order
     * @throws IOException if it cannot be read
     */
    static List<Found> read(Path path) throws IOException {
        List<Found> found = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.exists(path) ? Files.readAllBytes(path) : new byte[0]);
        boolean afterDamage = false;
        while (bytes.hasRemaining()) {
            if (isEntry(bytes)) {
                found.add(new Found(take(bytes), afterDamage));
                afterDamage = false;
            } else {
                bytes.get();
                afterDamage = true;
            }
        }
        return found;
    }

    private static boolean isEntry(ByteBuffer bytes) {
        int from = bytes.position();
        if (bytes.remaining() < HEAD_BYTES + NUMBERS_BYTES || bytes.getInt(from) != MARK) {
            return false;
        }
        int size = bytes.getInt(from + Integer.BYTES);
        if (size < NUMBERS_BYTES || size > bytes.remaining() - HEAD_BYTES) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(from + HEAD_BYTES, size));
        return bytes.getInt(from + 2 * Integer.BYTES) == (int) crc.getValue();
    }

    private static Entry take(ByteBuffer bytes) throws IOException {
        bytes.position(bytes.position() + Integer.BYTES);
        byte[] steps = new byte[bytes.getInt() - NUMBERS_BYTES];
        bytes.getInt();
        long number = bytes.getLong();
        long synced = bytes.getLong();
        bytes.get(steps);
        return new Entry(number, synced, StepForm.steps(steps));
    }
}
