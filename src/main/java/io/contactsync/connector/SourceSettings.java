package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import io.contactsync.mapping.KnownFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The settings of a job's source. They answer every question about the source, and open it. */
public interface SourceSettings extends EndpointSettings {

    /**
     * The rate limit of its API.
     *
     * @return calls per minute, or empty if there is no limit
     */
    default OptionalInt callsPerMinute() {
        return OptionalInt.empty();
    }

    /**
     * The same source with another file.
     *
     * @param file the other file, absolute
     * @return the changed settings, or empty if the source is not a file
     */
    default Optional<SourceSettings> withFile(Path file) {
        return Optional.empty();
    }

    /**
     * The names that expressions may use.
     *
     * @return the names, as far as they are known before the source is read
     * @throws EndpointUnusableException if a file has to be read for them and cannot be used
     */
    KnownFields knownFields(Request request);

    /**
     * A fingerprint of all contacts, if it can be determined before a run begins. An unfinished run is not resumed if
     * the fingerprint has changed.
     *
     * @throws EndpointUnusableException if a file has to be read for it and cannot be used
     */
    default Optional<String> contentFingerprint(Request request) {
        return Optional.empty();
    }

    /**
     * Opens the source.
     *
     * @return the source, to be closed by the caller
     * @throws EndpointUnusableException if it cannot be used as it is
     */
    Connection open(Request request, ConnectorContext context);

    /**
     * A field of the target and its mapping.
     *
     * @param name the target's name of the field
     * @param expression the expression over the contact's fields
     */
    record MappedField(String name, String expression) {}

    /**
     * An open source.
     *
     * @param source the source; closing it closes the client
     * @param client the client that sends its calls, or null if it makes none
     */
    record Connection(Source source, @Nullable ApiClient client) {

        /** A source that makes no calls. */
        public static Connection local(Source source) {
            return new Connection(source, null);
        }
    }

    /**
     * What a job requires from its source.
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
