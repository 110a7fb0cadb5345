package io.contactsync.connector;

import io.contactsync.mapping.expression.KnownFields;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a job's contacts come from, as the job file says it. */
public interface SourceSettings extends EndpointSettings {

    /**
     * The rate limit of its API.
     *
     * @return calls per minute, or nothing when there is no limit
     */
    default OptionalInt callsPerMinute() {
        return OptionalInt.empty();
    }

    /**
     * The same source with another file.
     *
     * @param file the other file, absolute
     * @return the changed settings, or nothing when the source is no file
     */
    default Optional<SourceSettings> withFile(Path file) {
        return Optional.empty();
    }

    /**
     * The names that expressions may use.
     *
     * @param request what the job asks of the source
     * @return the names, as far as they are known before the source is read
     * @throws EndpointUnusableException when a file had to be read for them and cannot be used
     */
    KnownFields knownFields(SourceRequest request);

    /**
     * A fingerprint of all contacts, where it can be had before a run begins. An unfinished run is not resumed when it
     * has changed.
     *
     * @param request what the job asks of the source
     * @return the fingerprint, or nothing
     * @throws EndpointUnusableException when a file had to be read for it and cannot be used
     */
    default Optional<String> contentFingerprint(SourceRequest request) {
        return Optional.empty();
    }

    /**
     * Opens the source.
     *
     * @param request what the job asks of the source
     * @param context what the run provides
     * @return the source, to be closed
     * @throws EndpointUnusableException when it cannot be used as it is
     */
    SourceConnection open(SourceRequest request, ConnectorContext context);
}
