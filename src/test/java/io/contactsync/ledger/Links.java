package io.contactsync.ledger;

import io.contactsync.contact.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Links to write in tests. */
final class Links {

    private Links() {}

    static Link settled(String sourceId) {
        return new Link(
                sourceId,
                "target of " + sourceId,
                Link.State.SETTLED,
                new KnownState(Map.of("phone", "hashed", "firstName", KnownState.BLANK), Set.of("Active")),
                "digest",
                1,
                Outcome.CREATED,
                null);
    }

    static Link intended(String sourceId) {
        return new Link(
                sourceId,
                null,
                Link.State.INTENDED,
                KnownState.NOTHING,
                "",
                1,
                Outcome.CREATED,
                Instant.ofEpochMilli(1_700_000_000_000L));
    }
}
