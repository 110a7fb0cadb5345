package io.contactsync;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Target;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
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
    public final LookupResult find(Draft draft, Set<String> notAsked) {
        return new LookupResult.NotFound();
    }

    @Override
    public final LookupResult resolveLostCreate(Draft draft, Duration age) {
        return new LookupResult.NotFound();
    }

    @Override
    public final Map<CallKind, Integer> expectedCalls(Change change) {
        return Map.of();
    }

    @Override
    public final void close() {
        target.close();
    }
}
