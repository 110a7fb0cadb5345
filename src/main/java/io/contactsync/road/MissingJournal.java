package io.contactsync.road;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Journal;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import java.util.Collection;

/** Writes down that a contact that is gone from the source was marked; nothing else can happen to it. */
final class MissingJournal implements Journal {

    private final Ledger ledger;
    private final Link link;

    MissingJournal(Ledger ledger, Link link) {
        this.ledger = ledger;
        this.link = link;
    }

    @Override
    public void tagsAdded(Collection<String> tags) {
        Known known = link.known().withTags(tags);
        // Without a digest, because a draft of before does not know of the tag.
        ledger.put(
                new Link(
                        link.sourceId(),
                        link.targetId(),
                        link.phase(),
                        known,
                        "",
                        ledger.run(),
                        Outcome.UPDATED,
                        link.intendedAt()),
                null,
                "missing from the source, tagged " + String.join(", ", tags));
    }

    @Override
    public void creating() {
        throw notForMissing();
    }

    @Override
    public void notCreated() {
        throw notForMissing();
    }

    @Override
    public void created(String targetId, Collection<String> fields) {
        throw notForMissing();
    }

    @Override
    public void updated(Collection<String> fields) {
        throw notForMissing();
    }

    @Override
    public void tagsRemoved(Collection<String> tags) {
        throw notForMissing();
    }

    private static IllegalStateException notForMissing() {
        return new IllegalStateException("a missing contact is only tagged");
    }
}
