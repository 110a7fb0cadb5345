package io.contactsync.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the ledger knows about a contact in the target.
 *
 * @param fields for each field that is known, the hash of its value; {@link #BLANK} where it is known to be blank
 * @param tags the job's tags that the contact is known to have
 */
public record KnownState(Map<String, String> fields, Set<String> tags) {

    /** Stands for a field that is known to be blank. */
    public static final String BLANK = "";

    /** What is known about a contact that does not exist yet. */
    public static final KnownState NOTHING = new KnownState(Map.of(), Set.of());

    /** Takes unmodifiable copies, the fields sorted by name. */
    public KnownState {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    }

    /**
     * The same with some fields known anew.
     *
     * @param hashes hash by field name
     * @return a copy in which these replace what was known
     */
    public KnownState withFields(Map<String, String> hashes) {
        Map<String, String> merged = new TreeMap<>(fields);
        merged.putAll(hashes);
        return new KnownState(merged, tags);
    }

    /**
     * The same with further tags.
     *
     * @param added tags that the contact has now
     * @return a copy that has them
     */
    public KnownState withTags(Collection<String> added) {
        Set<String> merged = new LinkedHashSet<>(tags);
        merged.addAll(added);
        return new KnownState(fields, merged);
    }

    /**
     * The same without some tags.
     *
     * @param removed tags that the contact has no more
     * @return a copy that lacks them
     */
    public KnownState withoutTags(Collection<String> removed) {
        Set<String> kept = new LinkedHashSet<>(tags);
        kept.removeAll(removed);
        return new KnownState(fields, kept);
    }
}
