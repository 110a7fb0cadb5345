package io.contactsync.sync;

import io.contactsync.connector.Target;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Change;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.util.List;
import java.util.Objects;

/** Does to a contact that is gone from the source what the job file says. */
final class MissingContactHandler {

    private final Target target;
    private final ChannelLedger ledger;
    private final SyncRules.OnMissing onMissing;

    MissingContactHandler(Target target, ChannelLedger ledger, SyncRules.OnMissing onMissing) {
        this.target = target;
        this.ledger = ledger;
        this.onMissing = onMissing;
    }

    /** Marks or deletes it; updated when that was done, unchanged when the target has it no more, else rejected. */
    SyncResult say(Link link) {
        WriteResult written = act(link);
        if (written instanceof WriteResult.NotFound) {
            ledger.drop(link.sourceId(), "gone from source and target");
            return SyncResult.at(Outcome.UNCHANGED);
        }
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.at(Outcome.UPDATED);
    }

    private WriteResult act(Link link) {
        String id = Objects.requireNonNull(link.targetId());
        if (onMissing instanceof SyncRules.OnMissing.Tag tag) {
            Change marking = new Change(link.sourceId(), id, List.of(), List.of(), List.of(tag.name()), List.of());
            return target.write(marking, new MissingContactRecorder(ledger, link));
        }
        if (!(onMissing instanceof SyncRules.OnMissing.Delete)) {
            throw new IllegalStateException("the job leaves missing contacts alone");
        }
        WriteResult written = target.delete(id);
        if (written instanceof WriteResult.Done) {
            ledger.drop(link.sourceId(), "missing from the source, deleted " + id);
        }
        return written;
    }
}
