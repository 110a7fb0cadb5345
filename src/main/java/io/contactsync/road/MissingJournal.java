package io.contactsync.road;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;

/** Records that a contact that is missing from the source was tagged. */
final class MissingJournal implements WriteListener {

    private final Ledger ledger;
    private final Link link;

    MissingJournal(Ledger ledger, Link link) {
        this.ledger = ledger;
        this.link = link;
    }

    @Override
    public void on(WriteEvent event) {
        if (!(event instanceof WriteEvent.TagsAdded added)) {
            throw new IllegalStateException("a missing contact is only tagged: " + event);
        }
        Known known = link.known().withTags(added.tags());
        // Without a digest, because earlier drafts do not have the tag.
        Link tagged = new Link(
                link.sourceId(),
                link.targetId(),
                link.phase(),
                known,
                "",
                ledger.run(),
                Outcome.UPDATED,
                link.intendedAt());
        ledger.defer(tagged, null, "missing from the source, tagged " + String.join(", ", added.tags()));
    }
}
