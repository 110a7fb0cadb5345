package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import io.contactsync.mapping.KnownFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

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
    KnownFields knownFields(Request request);

    /**
     * A fingerprint of all contacts, where it can be had before a run begins. An unfinished run is not resumed when it
     * has changed.
     *
     * @param request what the job asks of the source
     * @return the fingerprint, or nothing
     * @throws EndpointUnusableException when a file had to be read for it and cannot be used
     */
    default Optional<String> contentFingerprint(Request request) {
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
    Connection open(Request request, ConnectorContext context);

    /**
     * A field of the target and where its value comes from.
     *
     * @param name the target's name of the field
     * @param expression the expression over the contact's fields
     */
    record MappedField(String name, String expression) {}

    /**
     * An open source.
     *
     * @param source the source, which closes the client
     * @param client sends its calls, or null for a source without calls
     */
    record Connection(Source source, @Nullable ApiClient client) {

        /**
         * A source without calls.
         *
         * @param source the source
         * @return a connection without a client
         */
        public static Connection local(Source source) {
            return new Connection(source, null);
        }
    }

    /**
     * What a job asks of its source.
     *
     * @param fields the mapped fields, in the order of the job file
     */
    record Request(List<MappedField> fields) {

        /** Takes an unmodifiable copy. */
        public Request {
            fields = List.copyOf(fields);
        }
    }
}
