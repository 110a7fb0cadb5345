package io.contactsync.job;

import io.contactsync.contact.CallKind;
import io.contactsync.http.CallCounts;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.DiskSpace;
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
 * Counts the calls of a run in a memory-mapped file. Every call is counted before it is sent. {@code kill -9} does not
 * lose the counts, because the mapped pages belong to the operating system.
 */
final class CallCountsFile {

    /** The only kind of calls to a source. */
    public static final List<String> SOURCE_KINDS = List.of("source");

    /** The kinds of calls to a target. */
    public static final List<String> TARGET_KINDS =
            Arrays.stream(CallKind.values()).map(CallKind::json).toList();

    private final Path file;
    private final LongBuffer longs;
    private int used;

    private CallCountsFile(Path file, LongBuffer longs) {
        this.file = file;
        this.longs = longs;
    }

    /** Opens the counts of a run for its source and its channels; includes those of earlier executions. */
    public static CallCountsFile open(StateDirectory state, String job, int run, int channels) {
        Path file = state.file(job + ".run-" + run + ".calls");
        int size = CallCounts.requiredLongs(SOURCE_KINDS) + channels * CallCounts.requiredLongs(TARGET_KINDS);
        try (FileChannel channel = OwnerOnlyFile.open(file)) {
            DiskSpace.allocate(channel, (long) size * Long.BYTES);
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) size * Long.BYTES);
            return new CallCountsFile(file, mapped.asLongBuffer());
        } catch (IOException e) {
            throw new LedgerException(
                    "the count of calls " + file + " cannot be kept: "
                            + (DiskSpace.isExhausted(e) ? DiskSpace.message(file, e) : e),
                    e);
        }
    }

    /** The counts of the source or of the next channel. All executions must call this in the same order. */
    public CallCounts next(List<String> kinds) {
        int size = CallCounts.requiredLongs(kinds);
        LongBuffer part = longs.slice(used, size);
        used += size;
        return new CallCounts(kinds, part);
    }

    /** Deletes the file, once the run's result is stored. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LedgerException("the count of calls " + file + " cannot be deleted: " + e, e);
        }
    }
}
