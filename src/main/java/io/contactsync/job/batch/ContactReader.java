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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the source for one channel, from its checkpoint on, and after a complete scan tells who is missing. An item is
 * a stretch of the source, as long as what the source has ready: what it costs to ask the ledger and to move the
 * checkpoint is shared by more contacts where the source is ahead, and nobody waits for others where it is slow. An
 * empty stretch stands where all that were read before must be settled: before it is judged who is missing, and at the
 * end.
 */
class ContactReader implements ItemStreamReader<List<Reading>> {

    private static final int LONGEST_STRETCH = 1_000;
    /** Each of those that are named costs a call to the source, and those that were read wait for the others. */
    private static final int NAMED_TOGETHER = 100;

    private final Setting setting;
    private final ChannelRun channel;
    private final @Nullable Queue<String> only;
    private SharedScan.@Nullable Reader reader;
    private @Nullable Iterator<Reading> missing;
    private long read;
    private boolean allSettled;

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
    public @Nullable List<Reading> read() {
        try {
            return next();
        } catch (RuntimeException e) {
            setting.ending().because(e);
            throw e;
        }
    }

    private @Nullable List<Reading> next() {
        stopWhereAsked();
        List<Reading> stretch = reader == null ? named(Objects.requireNonNull(only)) : scanned(reader);
        if (stretch.isEmpty() && allSettled && judgesMissing()) {
            stretch = nextMissing();
        }
        if (stretch.isEmpty() && allSettled) {
            return null;
        }
        allSettled = stretch.isEmpty();
        return stretch;
    }

    private List<Reading> scanned(SharedScan.Reader from) {
        long left = setting.options().limit().orElse(Long.MAX_VALUE) - read;
        List<Reading> stretch = left <= 0 ? List.of() : from.read((int) Math.min(left, LONGEST_STRETCH));
        read += stretch.size();
        return stretch;
    }

    private void stopWhereAsked() {
        if (setting.stop().isStopRequested()) {
            throw new StoppedEarly();
        }
    }

    private List<Reading> named(Queue<String> ids) {
        List<Reading> stretch = new ArrayList<>();
        while (stretch.size() < NAMED_TOGETHER && !ids.isEmpty()) {
            stopWhereAsked();
            stretch.add(named(ids.remove()));
        }
        return stretch;
    }

    private Reading named(String id) {
        Optional<Contact> contact = setting.source().get(id);
        return contact.isPresent() ? contact.get() : new Unreadable(id, "is not in the source", id);
    }

    private List<Reading> nextMissing() {
        if (missing == null) {
            SharedScan scan = Objects.requireNonNull(reader).scan();
            missing = new MissingContacts(setting, channel, scan).find().iterator();
        }
        List<Reading> stretch = new ArrayList<>();
        while (stretch.size() < LONGEST_STRETCH && missing.hasNext()) {
            stretch.add(missing.next());
        }
        return stretch;
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
