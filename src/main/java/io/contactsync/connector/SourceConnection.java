package io.contactsync.connector;

import io.contactsync.contact.source.Source;
import io.contactsync.http.ApiClient;
import org.jspecify.annotations.Nullable;

/**
 * An open source.
 *
 * @param source the source, which closes the client
 * @param client sends its calls, or null for a source without calls
 */
public record SourceConnection(Source source, @Nullable ApiClient client) {

    /**
     * A source without calls.
     *
     * @param source the source
     * @return a connection without a client
     */
    public static SourceConnection local(Source source) {
        return new SourceConnection(source, null);
    }
}
