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
 * Reads the source for one channel, one contact at a time: a scan from the channel's checkpoint on, or the contacts
 * that the command line names.
 */
final class ContactReader implements ItemStreamReader<SourceItem> {

    private final RunContext setting;
    private final ChannelContext channel;
    private final int chunkSize;
    private final boolean wholeScan;
    private final @Nullable Queue<String> only;
    private SharedScan.@Nullable Reader reader;
    private Iterator<SourceItem> buffer = Collections.emptyIterator();
    private long read;
    private boolean exhausted;

    /**
     * Creates a reader.
     *
     * @param chunkSize how many contacts to take from a shared scan at once
     * @param wholeScan whether the scan must begin at the source's start, because it has to show which contacts are
     *     missing
     */
    ContactReader(RunContext setting, ChannelContext channel, int chunkSize, boolean wholeScan) {
        this.setting = setting;
        this.channel = channel;
        this.chunkSize = chunkSize;
        this.wholeScan = wholeScan;
        this.only = setting.options().named(channel.name()).map(ArrayDeque::new).orElse(null);
    }

    @Override
    public void open(ExecutionContext context) {
        try {
            begin(context);
        } catch (RuntimeException e) {
            setting.ending().because(e);
            throw e;
        }
    }

    private void begin(ExecutionContext context) {
        Checkpoint checkpoint = channel.checkpoint();
        checkpoint.restore(context);
        if (setting.run().readFromStart() || wholeScan || !channel.target().goOn(checkpoint.put())) {
            checkpoint.reset();
        }
        if (only == null) {
            reader = setting.scans().join(checkpoint.position());
            if (reader.scan().fromStart()) {
                checkpoint.reset();
            }
        }
        channel.target().goOn(checkpoint.put());
        channel.live().restore(checkpoint.sheet().text());
    }

    @Override
    public @Nullable SourceItem read() throws JobInterruptedException {
        try {
            if (!buffer.hasNext()) {
                buffer = fetch();
            }
        } catch (RunStoppedException e) {
            setting.ending().because(e);
            throw new JobInterruptedException("the run was asked to stop");
        } catch (RuntimeException e) {
            setting.ending().because(e);
            throw e;
        }
        exhausted = !buffer.hasNext();
        return exhausted ? null : buffer.next();
    }

    /** Waits for at least one contact and takes what is there, up to a chunk; nothing at the end of the source. */
    private Iterator<SourceItem> fetch() {
        if (setting.stop().isStopRequested()) {
            throw new RunStoppedException();
        }
        if (reader == null) {
            return named(Objects.requireNonNull(only));
        }
        long left = setting.options().limit().orElse(Long.MAX_VALUE) - read;
        if (left <= 0) {
            return Collections.emptyIterator();
        }
        var contacts = reader.read((int) Math.min(left, chunkSize));
        read += contacts.size();
        return contacts.iterator();
    }

    private Iterator<SourceItem> named(Queue<String> ids) {
        if (ids.isEmpty()) {
            return Collections.emptyIterator();
        }
        String id = ids.remove();
        Optional<Contact> contact = setting.source().get(id);
        SourceItem item = contact.isPresent() ? contact.get() : new SourceItem.Invalid(id, "is not in the source", id);
        return Collections.singleton(item).iterator();
    }

    /** Whether {@link #read} has come to the end of the source. */
    boolean isExhausted() {
        return exhausted;
    }

    /** The scan that was read, which can be asked for missing contacts once it has come to its end. */
    SharedScan scan() {
        return Objects.requireNonNull(reader, "the source was not scanned").scan();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.leave();
        }
    }
}
