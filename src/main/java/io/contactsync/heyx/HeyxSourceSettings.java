package io.contactsync.heyx;

import io.contactsync.connector.ApiServer;
import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointIdentity;
import io.contactsync.connector.FieldFilter;
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

/**
 * A HeyX channel as a job's source.
 *
 * @param url everything before {@code /contact}, without a slash at its end
 * @param token the channel's token
 * @param where which contacts are read
 * @param viber whether it is a Viber channel, whose ids are sent in Base64
 * @param callsPerMinute the limit, or nothing when there is none
 */
public record HeyxSourceSettings(URI url, Token token, FieldFilter where, boolean viber, OptionalInt callsPerMinute)
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
    public EndpointIdentity endpoint() {
        return EndpointIdentity.of(HeyxConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public KnownFields knownFields(SourceRequest request) {
        return KnownFields.open(HeyxSource.fields());
    }

    @Override
    public SourceConnection open(SourceRequest request, ConnectorContext context) {
        ApiClient client = context.openClient(ApiServer.of(HeyxConnector.TITLE, url, token, callsPerMinute, 0));
        return new SourceConnection(new HeyxSource(client, where, viber), client);
    }
}
