package io.contactsync.heyx;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.mapping.KnownFields;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of a HeyX source.
 *
 * @param url everything before {@code /contact}, without a trailing slash
 * @param token the channel's token
 * @param where which contacts are read
 * @param viber whether it is a Viber channel, whose ids are sent in Base64
 * @param callsPerMinute the rate limit, or empty if there is none
 */
record HeyxSourceSettings(URI url, Token token, FieldFilter where, boolean viber, OptionalInt callsPerMinute)
        implements SourceSettings {

    @Override
    public Connector connector() {
        return new HeyxConnector();
    }

    @Override
    public List<String> identity() {
        return List.of(HeyxConnector.KEY, url.toString(), where.field(), where.value());
    }

    @Override
    public EndpointSettings.LedgerIdentity ledgerIdentity() {
        return EndpointSettings.LedgerIdentity.of(HeyxConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public KnownFields knownFields(SourceSettings.Request request) {
        return KnownFields.open(HeyxSource.fields());
    }

    @Override
    public SourceSettings.Connection open(SourceSettings.Request request, ConnectorContext context) {
        ApiClient client =
                context.openClient(ConnectorContext.Server.of(HeyxConnector.TITLE, url, token, callsPerMinute, 0));
        return new SourceSettings.Connection(new HeyxSource(client, where, viber), client);
    }
}
