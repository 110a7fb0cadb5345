package io.contactsync.batch;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.Checkpoint;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunStoppedException;
import io.contactsync.run.SharedScan;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the source for one channel, one contact at a time: either scans it from the channel's checkpoint, or reads the
 * contacts whose ids were given on the command line.
 */
final class ContactReader implements ItemStreamReader<SourceItem> {

    private final RunContext runContext;
    private final ChannelContext channel;
    private final int chunkSize;
    private final boolean wholeScan;
    private final @Nullable Queue<String> ids;
    private SharedScan.@Nullable Reader reader;
    private Iterator<SourceItem> buffer = Collections.emptyIterator();
    private long read;
    private boolean exhausted;

    /**
     * Creates a reader.
     *
     * @param chunkSize how many contacts to take from a shared scan at once
     * @param wholeScan whether the scan must begin at the start of the source, to find missing contacts
     */
    ContactReader(RunContext runContext, ChannelContext channel, int chunkSize, boolean wholeScan) {
        this.runContext = runContext;
        this.channel = channel;
        this.chunkSize = chunkSize;
        this.wholeScan = wholeScan;
        this.ids = runContext.options().ids(channel.name()).map(ArrayDeque::new).orElse(null);
    }

    @Override
    public void open(ExecutionContext context) {
        try {
            start(context);
        } catch (RuntimeException e) {
            runContext.terminationCause().set(e);
            throw e;
        }
    }

    private void start(ExecutionContext context) {
        Checkpoint checkpoint = channel.checkpoint();
        checkpoint.restore(context);
        if (runContext.run().readFromStart() || wholeScan || !channel.target().resume(checkpoint.contactsInTarget())) {
            checkpoint.reset();
        }
        if (ids == null) {
            reader = runContext.scans().join(checkpoint.position());
            if (reader.scan().fromStart()) {
                checkpoint.reset();
            }
        }
        channel.target().resume(checkpoint.contactsInTarget());
        channel.counter().restore(checkpoint.counter().text());
    }

    @Override
    public @Nullable SourceItem read() throws JobInterruptedException {
        try {
            if (!buffer.hasNext()) {
                buffer = fetch();
            }
        } catch (RunStoppedException e) {
            runContext.terminationCause().set(e);
            throw new JobInterruptedException("the run was asked to stop");
        } catch (RuntimeException e) {
            runContext.terminationCause().set(e);
            throw e;
        }
        exhausted = !buffer.hasNext();
        return exhausted ? null : buffer.next();
    }

    /** Waits for one contact and adds those available, up to a chunk; returns nothing at the end of the source. */
    private Iterator<SourceItem> fetch() {
        if (runContext.stop().isStopRequested()) {
            throw new RunStoppedException();
        }
        if (reader == null) {
            return readById(Objects.requireNonNull(ids));
        }
        long left = runContext.options().limit().orElse(Long.MAX_VALUE) - read;
        if (left <= 0) {
            return Collections.emptyIterator();
        }
        var contacts = reader.read((int) Math.min(left, chunkSize));
        read += contacts.size();
        return contacts.iterator();
    }

    private Iterator<SourceItem> readById(Queue<String> remaining) {
        if (remaining.isEmpty()) {
            return Collections.emptyIterator();
        }
        String id = remaining.remove();
        Optional<Contact> contact = runContext.source().get(id);
        SourceItem item = contact.isPresent() ? contact.get() : new SourceItem.Invalid(id, "is not in the source", id);
        return Collections.singleton(item).iterator();
    }

    /** Whether {@link #read} has reached the end of the source. */
    boolean isExhausted() {
        return exhausted;
    }

    /** The scan, which shows the missing contacts once its end is reached. */
    SharedScan scan() {
        return Objects.requireNonNull(reader, "the source was not scanned").scan();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
