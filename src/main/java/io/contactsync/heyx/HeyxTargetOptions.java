package io.contactsync.heyx;

import io.contactsync.connector.FieldFilter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one channel's contacts are looked up and addressed.
 *
 * @param viber whether ids in a path are Base64
 * @param match the match fields, in their order; if empty, nothing is looked up
 * @param preferOldest whether the oldest of several matches is used ({@code on-ambiguous: oldest}); otherwise several
 *     matches are unclear
 * @param preload which contacts are read before the first lookup, or null
 * @param fields the fields that the job writes; other fields of a preloaded contact are dropped
 * @param tags the tags that the job manages; other tags of a preloaded contact are dropped
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
