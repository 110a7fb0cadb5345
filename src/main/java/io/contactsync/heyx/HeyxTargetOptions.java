package io.contactsync.heyx;

import io.contactsync.connector.FieldFilter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one channel's contacts are found and addressed.
 *
 * @param viber whether ids in a path are Base64
 * @param match the fields that contacts are looked up by, in this order; empty: nothing is looked up
 * @param oldest whether the oldest of several matches is taken ({@code on-ambiguous: oldest}), or none
 * @param preload which contacts are read before the first look-up, or null
 * @param fields the fields that the job writes; of a preloaded contact no others are kept
 * @param tags the tags that the job owns; of a preloaded contact no others are kept
 */
record HeyxTargetOptions(
        boolean viber,
        List<String> match,
        boolean preferOldest,
        @Nullable FieldFilter preload,
        Set<String> fields,
        Set<String> tags) {

    /** Takes unmodifiable copies. */
    public HeyxTargetOptions {
        match = List.copyOf(match);
        fields = Set.copyOf(fields);
        tags = Set.copyOf(tags);
    }
}
