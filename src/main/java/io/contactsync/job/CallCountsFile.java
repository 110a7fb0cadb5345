package io.contactsync.job;

import io.contactsync.contact.CallKind;
import io.contactsync.http.CallCounts;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The calls of a run, counted in a memory-mapped file of its own: every call is counted before it is sent, and
 * {@code kill -9} does not lose the count, because the pages belong to the operating system.
 */
final class CallCountsFile {

    /** The one kind of a source's calls. */
    public static final List<String> SOURCE_KINDS = List.of("source");

    /** The kinds of a target's calls. */
    public static final List<String> TARGET_KINDS =
            Arrays.stream(CallKind.values()).map(CallKind::json).toList();

    private final Path file;
    private final LongBuffer longs;
    private int taken;

    private CallCountsFile(Path file, LongBuffer longs) {
        this.file = file;
        this.longs = longs;
    }

    /** Opens the counts of a run for its source and its channels, with what earlier parts of the run counted. */
    public static CallCountsFile open(StateDirectory state, String job, int run, int channels) {
        Path file = state.file(job + ".run-" + run + ".calls");
        int size = CallCounts.requiredLongs(SOURCE_KINDS) + channels * CallCounts.requiredLongs(TARGET_KINDS);
        try (FileChannel channel = OwnerOnlyFile.open(file)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) size * Long.BYTES);
            return new CallCountsFile(file, mapped.asLongBuffer());
        } catch (IOException e) {
            throw new LedgerException("the count of calls " + file + " cannot be kept: " + e, e);
        }
    }

    /** The counts of the next source or channel. Every part of a run must take them in the same order. */
    public CallCounts next(List<String> kinds) {
        int size = CallCounts.requiredLongs(kinds);
        LongBuffer part = longs.slice(taken, size);
        taken += size;
        return new CallCounts(kinds, part);
    }

    /** Deletes the file, once the run is done and its result is stored. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LedgerException("the count of calls " + file + " cannot be deleted: " + e, e);
        }
    }
}
