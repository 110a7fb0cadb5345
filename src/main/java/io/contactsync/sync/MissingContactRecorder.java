package io.contactsync.sync;

import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;

/** Records that a contact that is missing from the source was tagged. */
final class MissingContactRecorder implements WriteListener {

    private final ChannelLedger ledger;
    private final Link link;

    MissingContactRecorder(ChannelLedger ledger, Link link) {
        this.ledger = ledger;
        this.link = link;
    }

    @Override
    public void on(WriteEvent event) {
        if (!(event instanceof WriteEvent.TagsAdded added)) {
            throw new IllegalStateException("a missing contact is only tagged: " + event);
        }
        KnownState known = link.known().withTags(added.tags());
        // Without a digest, because earlier drafts do not have the tag.
        Link tagged = new Link(
                link.sourceId(),
                link.targetId(),
                link.state(),
                known,
                "",
                ledger.run(),
                Outcome.UPDATED,
                link.intendedAt());
        ledger.defer(tagged, null, "missing from the source, tagged " + String.join(", ", added.tags()));
    }
}
