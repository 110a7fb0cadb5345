package io.contactsync.road;

import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the id of a contact that a rebuilt target writes in one step. */
final class WholeJournal implements WriteListener {

    private @Nullable String targetId;

    /** The contact's id in the target. */
    String targetId() {
        return Objects.requireNonNull(targetId, "the target has reported no contact");
    }

    @Override
    public void on(WriteEvent event) {
        if (!(event instanceof WriteEvent.Created created)) {
            throw new IllegalStateException("a rebuilt target only creates contacts: " + event);
        }
        targetId = created.targetId();
    }
}
