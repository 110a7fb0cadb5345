package io.contactsync.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state of a target contact as known to the ledger.
 *
 * @param fields for each field that is known, the hash of its value, or {@link #BLANK}
 * @param tags the job's tags that the contact is known to have
 */
public record KnownState(Map<String, String> fields, Set<String> tags) {

    /** The value of a field that is known to be blank. */
    public static final String BLANK = "";

    /** The state of a contact that does not exist yet. */
    public static final KnownState NOTHING = new KnownState(Map.of(), Set.of());

    /** Takes unmodifiable copies, the fields sorted by name. */
    public KnownState {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /**
     * Returns a copy in which some fields are replaced.
     *
     * @param hashes hash by field name
     */
    public KnownState withFields(Map<String, String> hashes) {
        Map<String, String> merged = new TreeMap<>(fields);
        merged.putAll(hashes);
        return new KnownState(merged, tags);
    }

    /** Returns a copy with further tags. */
    public KnownState withTags(Collection<String> added) {
        Set<String> merged = new LinkedHashSet<>(tags);
        merged.addAll(added);
        return new KnownState(fields, merged);
    }

    /** Returns a copy without some tags. */
    public KnownState withoutTags(Collection<String> removed) {
        Set<String> kept = new LinkedHashSet<>(tags);
        kept.removeAll(removed);
        return new KnownState(fields, kept);
    }
}
