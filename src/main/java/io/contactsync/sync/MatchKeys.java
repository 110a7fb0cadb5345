package io.contactsync.sync;

import io.contactsync.contact.Draft;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The match values that a draft lays claim to: two contacts with a claim in common could become one in the target.
 *
 * @param hashes hash of the value by match field, in the match fields' order; a blank value claims nothing
 */
record MatchKeys(Map<String, String> hashes) {

    /**
     * The claims of a draft.
     *
     * @param draft what shall be true in the target
     * @param match the match fields in their order
     * @param changes hashes as the ledger does
     * @return its claims
     */
    public static MatchKeys of(Draft draft, List<String> match, ChangeDetector changes) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String field : match) {
            draft.value(field).ifPresent(value -> hashes.put(field, changes.matchHash(field, value)));
        }
        return new MatchKeys(hashes);
    }

    /** The hash of the value by which a create that was lost is asked for; empty where there is none. */
    String first() {
        return hashes.values().stream().findFirst().orElse("");
    }

    /** For each match field whose value belongs to the link of another contact, that contact's source id. */
    Map<String, String> owners(ChannelLedger ledger, String but) {
        Map<String, String> owners = new LinkedHashMap<>();
        hashes.forEach((field, hash) -> ledger.sourceIdOfMatch(hash, but).ifPresent(owner -> owners.put(field, owner)));
        return owners;
    }
}
