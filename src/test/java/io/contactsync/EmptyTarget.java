package io.contactsync;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A target that has nobody and costs no call; what happens to who is put into it, others say. */
abstract class EmptyTarget implements Target {

    private final Target target;

    /**
     * Stands in for a target.
     *
     * @param target whose place it takes; closed with this
     */
    EmptyTarget(Target target) {
        this.target = target;
    }

    @Override
    public final Sighting find(Draft draft, Set<String> notAsked) {
        return new Sighting.None();
    }

    @Override
    public final Sighting settle(Draft draft, Duration age) {
        return new Sighting.None();
    }

    @Override
    public final Map<CallKind, Integer> calls(Change change) {
        return Map.of();
    }

    @Override
    public final void close() {
        target.close();
    }
}
