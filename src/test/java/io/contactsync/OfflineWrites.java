package io.contactsync;

import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Change;
import io.contactsync.contact.FieldValue;
import io.contactsync.job.DryRun;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces the target of a run by one that accepts every write without a call: what remains is the sync and the ledger.
 */
final class OfflineWrites implements DryRun {

    private final AtomicLong eventCount = new AtomicLong();

    /** The number of events that the ledger has recorded. */
    long eventCount() {
        return eventCount.get();
    }

    @Override
    public Source source(Source source) {
        return source;
    }

    @Override
    public Target target(Channel stage) {
        return new AcceptingTarget(stage.target());
    }

    private final class AcceptingTarget extends EmptyTarget {

        private final AtomicLong ids = new AtomicLong(1_776_025_372_480_910L);

        private AcceptingTarget(Target target) {
            super(target);
        }

        @Override
        public WriteResult write(Change change, WriteListener listener) {
            listener.onEvent(new WriteEvent.Creating());
            listener.onEvent(new WriteEvent.Created(
                    Long.toString(ids.incrementAndGet()),
                    change.fields().stream().map(FieldValue::name).toList()));
            eventCount.addAndGet(2);
            if (!change.addTags().isEmpty()) {
                listener.onEvent(new WriteEvent.TagsAdded(change.addTags()));
                eventCount.incrementAndGet();
            }
            return new WriteResult.Done();
        }
    }
}
