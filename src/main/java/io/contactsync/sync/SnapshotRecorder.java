package io.contactsync.sync;

import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the id of a contact that a rebuilt target writes in one step. */
final class SnapshotRecorder implements WriteListener {

    private @Nullable String targetId;

    /** The contact's id in the target. */
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
