package io.contactsync.connector;

import java.util.List;

/**
 * What a job asks of its source.
 *
 * @param fields the mapped fields, in the order of the job file
 */
public record SourceRequest(List<MappedField> fields) {

    /** Takes an unmodifiable copy. */
    public SourceRequest {
        fields = List.copyOf(fields);
    }
}
