package io.contactsync.sync;

import io.contactsync.connector.Target;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings contacts to a target that every run writes anew. The ledger tells what that means to each: it is new, differs
 * from what was there, or is the same. It is written down for many at once, since what the target has got but the
 * ledger does not know is put again.
 */
final class SnapshotWriter {

    private final Target target;
    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final Map<Link, String> untold = new LinkedHashMap<>();

    SnapshotWriter(Target target, ChannelLedger ledger, ChangeDetector changes) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
    }

    /** Puts a contact, whole. */
    SyncResult travel(Draft draft, @Nullable Link link) {
        SnapshotRecorder journal = new SnapshotRecorder();
        WriteResult written = target.put(changes.create(draft), journal);
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.at(arrived(draft, link, journal.targetId()));
    }

    private Outcome arrived(Draft draft, @Nullable Link before, String targetId) {
        if (before == null) {
            return note(draft, targetId, Outcome.CREATED, "written");
        }
        boolean thisRun = before.run() == ledger.run();
        if (changes.update(draft, targetId, before.known(), Link.State.SETTLED).isEmpty()) {
            return thisRun ? before.outcome() : Outcome.UNCHANGED;
        }
        boolean stillNew = thisRun && before.outcome() == Outcome.CREATED;
        return note(draft, targetId, stillNew ? Outcome.CREATED : Outcome.UPDATED, "written with changes");
    }

    private synchronized Outcome note(Draft draft, String targetId, Outcome outcome, String what) {
        Link link = new Link(
                draft.sourceId(),
                targetId,
                Link.State.SETTLED,
                changes.written(draft),
                changes.draftHash(draft),
                ledger.run(),
                outcome,
                null);
        untold.put(link, what);
        return outcome;
    }

    /** Tells the ledger of all that have arrived since the last time; it is on disk when this returns. */
    synchronized void settle() {
        if (!untold.isEmpty()) {
            ledger.putAll(untold);
            untold.clear();
        }
    }
}
