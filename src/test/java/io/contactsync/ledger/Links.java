package io.contactsync.ledger;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
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
                Phase.SETTLED,
                new Known(Map.of("phone", "hashed", "firstName", Known.BLANK), Set.of("Active")),
                "digest",
                1,
                Outcome.CREATED,
                null);
    }

    static Link intended(String sourceId) {
        return new Link(
                sourceId,
                null,
                Phase.INTENDED,
                Known.NOTHING,
                "",
                1,
                Outcome.CREATED,
                Instant.ofEpochMilli(1_700_000_000_000L));
    }
}
