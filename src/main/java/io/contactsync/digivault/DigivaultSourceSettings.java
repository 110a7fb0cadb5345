package io.contactsync.digivault;

import io.contactsync.connector.ApiServer;
import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointIdentity;
import io.contactsync.connector.SourceConnection;
import io.contactsync.connector.SourceRequest;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.mapping.expression.KnownFields;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * DigiVault as a job's source.
 *
 * @param url everything before {@code /contacts}, without a slash at its end
 * @param token the API token
 * @param pageSize contacts a call, 1 to 100
 * @param callsPerMinute the limit, or nothing when there is none
 */
public record DigivaultSourceSettings(URI url, Token token, int pageSize, OptionalInt callsPerMinute)
        implements SourceSettings {

    @Override
    public Connector connector() {
        return new DigivaultConnector();
    }

    @Override
    public List<String> identity() {
        return List.of(DigivaultConnector.KEY, url.toString());
    }

    @Override
    public EndpointIdentity endpoint() {
        return EndpointIdentity.of(DigivaultConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public KnownFields knownFields(SourceRequest request) {
        return KnownFields.closed(Set.copyOf(DigivaultSource.fields()));
    }

    @Override
    public SourceConnection open(SourceRequest request, ConnectorContext context) {
        ApiServer server = ApiServer.of(DigivaultConnector.TITLE, url, token, callsPerMinute, 0);
        ApiClient client = context.openClient(server);
        return new SourceConnection(new DigivaultSource(client, pageSize), client);
    }
}
