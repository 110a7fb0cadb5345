package io.contactsync.sync;

import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Change;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.util.List;
import java.util.Objects;

/** Applies {@code on-missing} to contacts that are missing from the source. */
final class MissingContactHandler {

    private final Target target;
    private final ChannelLedger ledger;
    private final SyncRules.OnMissing onMissing;

    MissingContactHandler(Target target, ChannelLedger ledger, SyncRules.OnMissing onMissing) {
        this.target = target;
        this.ledger = ledger;
        this.onMissing = onMissing;
    }

    /** Tags or deletes a contact: updated if that was done, unchanged if the target no longer has it, else rejected. */
    SyncResult handle(Link link) {
        WriteResult written = tagOrDelete(link);
        if (written instanceof WriteResult.NotFound) {
            ledger.drop(link.sourceId(), "gone from source and target");
            return SyncResult.of(Outcome.UNCHANGED);
        }
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.of(Outcome.UPDATED);
    }

    private WriteResult tagOrDelete(Link link) {
        String id = Objects.requireNonNull(link.targetId());
        if (onMissing instanceof SyncRules.OnMissing.Tag tag) {
            Change change = new Change(link.sourceId(), id, List.of(), List.of(), List.of(tag.name()), List.of());
            return target.write(change, event -> recordTag(link, event));
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

    private void recordTag(Link link, WriteEvent event) {
        if (!(event instanceof WriteEvent.TagsAdded added)) {
            throw new IllegalStateException("a missing contact is only tagged: " + event);
        }
        // Without a digest, because earlier drafts do not have the tag.
        Link tagged = new Link(
                link.sourceId(),
                link.targetId(),
                link.state(),
                link.known().withTags(added.tags()),
                "",
                ledger.run(),
                Outcome.UPDATED,
                link.intendedAt());
        ledger.defer(tagged, null, "missing from the source, tagged " + String.join(", ", added.tags()));
    }
}
