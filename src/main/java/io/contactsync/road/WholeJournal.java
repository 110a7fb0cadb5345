package io.contactsync.road;

import io.contactsync.contact.target.Journal;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the one step of a contact that is written whole. */
final class WholeJournal implements Journal {

    private @Nullable String targetId;

    /** The contact's id in the target. */
    String targetId() {
        return Objects.requireNonNull(targetId, "the target has told of no contact");
    }

    @Override
    public void created(String id, Collection<String> fields) {
        targetId = id;
    }

    @Override
    public void creating() {
        throw onlyWhole();
    }

    @Override
    public void notCreated() {
        throw onlyWhole();
    }

    @Override
    public void updated(Collection<String> fields) {
        throw onlyWhole();
    }

    @Override
    public void tagsAdded(Collection<String> tags) {
        throw onlyWhole();
    }

    @Override
    public void tagsRemoved(Collection<String> tags) {
        throw onlyWhole();
    }

    private static IllegalStateException onlyWhole() {
        return new IllegalStateException("what is written whole has one step only");
    }
}
