package io.contactsync.sync;

import io.contactsync.contact.Draft;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hashed match values of a draft. Two contacts with a key in common could become one in the target.
 *
 * @param hashes the hash of each match field's value, in the order of the match fields; blank values are left out
 */
record MatchKeys(Map<String, String> hashes) {

    /**
     * The keys of a draft.
     *
     * @param match the match fields in their order
     * @param changes hashes the values as the ledger does
     */
    public static MatchKeys of(Draft draft, List<String> match, ChangeDetector changes) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String field : match) {
            draft.value(field).ifPresent(value -> hashes.put(field, changes.matchHash(field, value)));
        }
        return new MatchKeys(hashes);
    }

    /** The hashes of the values that are claimed before the contact is created. */
    static Set<String> claimed(Draft draft, SyncRules rules, ChangeDetector changes) {
        Set<String> hashes = new LinkedHashSet<>();
        Stream.concat(rules.match().stream(), rules.identityFields().stream())
                .forEach(field -> draft.value(field).ifPresent(value -> hashes.add(changes.claimHash(field, value))));
        return hashes;
    }

    /** The hash of the value by which a create with a lost response is looked up; empty if there is none. */
    String first() {
        return hashes.values().stream().findFirst().orElse("");
    }

    /** The source id of another link that owns the value, for each match field with such a value. */
    Map<String, String> owners(ChannelLedger ledger, String exceptSourceId) {
        Map<String, String> owners = new LinkedHashMap<>();
        hashes.forEach((field, hash) ->
                ledger.sourceIdOfMatch(hash, exceptSourceId).ifPresent(owner -> owners.put(field, owner)));
        return owners;
    }
}
