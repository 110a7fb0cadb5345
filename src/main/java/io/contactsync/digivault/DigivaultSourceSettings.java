package io.contactsync.digivault;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.mapping.KnownFields;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings of a DigiVault source.
 *
 * @param url everything before {@code /contacts}, without a trailing slash
 * @param token the API token
 * @param pageSize contacts per page, 1 to 100
 * @param callsPerMinute the rate limit, or empty if there is none
 */
record DigivaultSourceSettings(URI url, Token token, int pageSize, OptionalInt callsPerMinute)
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
    public EndpointSettings.LedgerIdentity ledgerIdentity() {
        return EndpointSettings.LedgerIdentity.of(DigivaultConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public KnownFields knownFields(SourceSettings.Request request) {
        return KnownFields.closed(Set.copyOf(DigivaultSource.fields()));
    }

    @Override
    public SourceSettings.Connection open(SourceSettings.Request request, ConnectorContext context) {
        ConnectorContext.Server server =
                ConnectorContext.Server.of(DigivaultConnector.TITLE, url, token, callsPerMinute, 0);
        ApiClient client = context.openClient(server);
        return new SourceSettings.Connection(new DigivaultSource(client, pageSize), client);
    }
}
