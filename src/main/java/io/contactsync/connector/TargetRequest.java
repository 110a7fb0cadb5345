package io.contactsync.connector;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a job asks of one channel of its target.
 *
 * @param channel the channel's name
 * @param match the fields that contacts are looked up by, in this order; empty: nothing is looked up
 * @param takesOldest whether the oldest of several matches is taken; otherwise none is
 * @param preload which contacts are read before the first look-up
 * @param fields the mapped fields, in the order of the job file
 * @param tags the tags that the job owns, the one of missing contacts included
 * @param sample whether the run is a sample, which must not replace what a whole run has written
 */
public record TargetRequest(
        String channel,
        List<String> match,
        boolean takesOldest,
        Optional<FieldFilter> preload,
        List<String> fields,
        Set<String> tags,
        boolean sample) {

    /** Takes unmodifiable copies. */
    public TargetRequest {
        match = List.copyOf(match);
        fields = List.copyOf(fields);
        tags = Set.copyOf(tags);
    }
}
