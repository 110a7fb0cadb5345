package io.contactsync.sync;

import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes contacts to a target that every run rebuilds. The outcome of a contact comes from the ledger: it is new,
 * changed or unchanged. Links are stored in batches. If the process is killed, contacts that the target has and the
 * ledger does not are written again.
 */
final class SnapshotWriter {

    private final Target target;
    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final boolean isSample;
    /** Links that are not in the ledger yet, with the text for their history. */
    private final Map<Link, String> pending = new LinkedHashMap<>();

    SnapshotWriter(Target target, ChannelLedger ledger, ChangeDetector changes, boolean isSample) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.isSample = isSample;
    }

    /** Writes a complete contact. */
    SyncResult write(Draft draft, @Nullable Link link) {
        CreatedId created = new CreatedId();
        WriteResult written = target.write(changes.create(draft), created);
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.of(record(draft, link, created.targetId()));
    }

    private Outcome record(Draft draft, @Nullable Link before, String targetId) {
        if (before == null) {
            return record(draft, targetId, Outcome.CREATED, "written");
        }
        boolean thisRun = before.run() == ledger.run();
        if (changes.update(draft, targetId, before.known(), Link.State.SETTLED).isEmpty()) {
            return thisRun ? before.outcome() : Outcome.UNCHANGED;
        }
        boolean stillNew = thisRun && before.outcome() == Outcome.CREATED;
        return record(draft, targetId, stillNew ? Outcome.CREATED : Outcome.UPDATED, "written with changes");
    }

    private synchronized Outcome record(Draft draft, String targetId, Outcome outcome, String what) {
        Link link = new Link(
                draft.sourceId(),
                targetId,
                Link.State.SETTLED,
                changes.written(draft),
                changes.draftHash(draft),
                ledger.run(),
                outcome,
                null);
        // The links describe the target's own file, and a sample is written to another one.
        if (!isSample) {
            pending.put(link, what);
        }
        return outcome;
    }

    /** Stores the pending links in the ledger; they are on disk when this returns. */
    synchronized void flush() {
        if (!pending.isEmpty()) {
            ledger.putAll(pending);
            pending.clear();
        }
    }

    /** Receives the id of a contact, which a rebuilt target writes in one step. */
    private static final class CreatedId implements WriteListener {

        private @Nullable String targetId;

        String targetId() {
            return Objects.requireNonNull(targetId, "the target has reported no contact");
        }

        @Override
        public void onEvent(WriteEvent event) {
            if (!(event instanceof WriteEvent.Created created)) {
                throw new IllegalStateException("a rebuilt target only creates contacts: " + event);
            }
            targetId = created.targetId();
        }
    }
}
