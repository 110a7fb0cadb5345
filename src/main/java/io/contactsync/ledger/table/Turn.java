package io.contactsync.ledger.table;

import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a contact stands in the database, and what steps make of that. */
final class Turn {
    final Standing before;
    long lastEvent;
    boolean linked;

    @Nullable
    Link link;

    List<String> matches;
    boolean rejected;
    Step.@Nullable Refuse refusal;

    Turn(Standing before) {
        this.before = before;
        this.lastEvent = before.lastEvent();
        this.linked = before.linked();
        this.matches = before.matches();
        this.rejected = before.rejected();
    }

    void put(Step.Put put) {
        linked = true;
        link = put.link();
        List<String> now = put.matches();
        matches = now == null ? matches : now;
        if (put.link().phase() == Phase.SETTLED) {
            forgive();
        }
    }

    void drop() {
        linked = false;
        link = null;
        matches = List.of();
    }

    void refuse(Step.Refuse now) {
        rejected = true;
        refusal = now;
    }

    void forgive() {
        rejected = false;
        refusal = null;
    }
}
