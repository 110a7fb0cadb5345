package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** Reads and changes the files of a rate limiter as other programs may do. */
final class LimiterFiles {

    private LimiterFiles() {}

    static Path counter(Path file) {
        return file.resolveSibling(file.getFileName() + ".counter");
    }

    /** Overwrites a file in place, without replacing it by another one, and cuts off the rest. */
    static void overwrite(Path file, byte[] content) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(content), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes both files those of another boot; they remain valid. */
    static void moveToAnotherBoot(Path file) {
        long[] longs = longs(read(file));
        int blocks = (int) (longs[1] + StateBuffer.BLOCK - 1) / StateBuffer.BLOCK;
        int state = 3 + blocks;
        longs[state] = 4_711;
        long checksum = StateBuffer.checksum(
                0, Arrays.copyOfRange(longs, state, state + (int) Math.min(longs[1], StateBuffer.BLOCK)));
        longs[2] += checksum - longs[3];
        longs[3] = checksum;
        overwrite(file, bytes(longs));
        overwrite(counter(file), new byte[0]);
    }

    /**
     * Returns a file as earlier versions wrote it.
     *
     * @param slots for each slot when it is free, and its holder
     */
    static byte[] versionOne(long... slots) {
        UUID boot = boot();
        long[] longs = new long[16 + slots.length];
        longs[0] = 0x7061_6365_0000_0001L;
        longs[1] = boot.getMostSignificantBits();
        longs[2] = boot.getLeastSignificantBits();
        System.arraycopy(slots, 0, longs, 16, slots.length);
        return bytes(longs);
    }

    private static UUID boot() {
        try {
            return BootId.current().id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long[] longs(byte[] bytes) {
        long[] longs = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(longs);
        return longs;
    }

    private static byte[] bytes(long[] longs) {
        ByteBuffer bytes = ByteBuffer.allocate(longs.length * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(longs);
        return bytes.array();
    }
}
