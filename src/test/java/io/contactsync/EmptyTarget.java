package io.contactsync;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import java.util.Map;
import java.util.Set;

/** A target that contains no contacts and makes no calls; subclasses define what a write does. */
abstract class EmptyTarget implements Target {

    private final Target target;

    /**
     * Replaces a target.
     *
     * @param target the replaced target; closed with this one
     */
    EmptyTarget(Target target) {
        this.target = target;
    }

    @Override
    public final LookupResult find(Draft draft, Set<String> notAsked, Freshness freshness, Pause pause) {
        return new LookupResult.NotFound();
    }

    @Override
    public final LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
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
