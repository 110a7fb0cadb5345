package io.contactsync.job.batch;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Reading;
import io.contactsync.contact.Unreadable;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Checkpoint;
import io.contactsync.job.run.Setting;
import io.contactsync.job.run.SharedScan;
import io.contactsync.job.run.StoppedEarly;
import io.contactsync.jobfile.setting.OnMissing;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the source for one channel, from its checkpoint on, and after a complete scan tells who is missing. */
class ContactReader implements ItemStreamReader<Reading> {

    private final Setting setting;
    private final ChannelRun channel;
    private final @Nullable Queue<String> only;
    private SharedScan.@Nullable Reader reader;
    private @Nullable Iterator<Reading> missing;
    private long read;

    ContactReader(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.channel = channel;
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
        if (setting.run().fromStart() || judgesMissing() || !channel.target().goOn(checkpoint.put())) {
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

    private boolean judgesMissing() {
        return !(setting.file().onMissing() instanceof OnMissing.Keep)
                && !setting.options().isSample();
    }

    @Override
    public @Nullable Reading read() {
        if (setting.stop().requested()) {
            StoppedEarly stopped = new StoppedEarly();
            setting.ending().because(stopped);
            throw stopped;
        }
        try {
            return next();
        } catch (RuntimeException e) {
            setting.ending().because(e);
            throw e;
        }
    }

    private @Nullable Reading next() {
        if (read >= setting.options().limit().orElse(Long.MAX_VALUE)) {
            return null;
        }
        Reading reading = reader == null ? named(Objects.requireNonNull(only)) : reader.read();
        if (reading == null && judgesMissing()) {
            return nextMissing();
        }
        read++;
        return reading;
    }

    private @Nullable Reading named(Queue<String> ids) {
        String id = ids.poll();
        if (id == null) {
            return null;
        }
        Optional<Contact> contact = setting.source().get(id);
        return contact.isPresent() ? contact.get() : new Unreadable(id, "is not in the source", id);
    }

    private @Nullable Reading nextMissing() {
        if (missing == null) {
            SharedScan scan = Objects.requireNonNull(reader).scan();
            List<Reading> found = new MissingContacts(setting, channel, scan).find();
            missing = found.iterator();
        }
        return missing.hasNext() ? missing.next() : null;
    }

    @Override
    public void update(ExecutionContext context) {
        channel.checkpoint().save(context);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.leave();
        }
    }
}
