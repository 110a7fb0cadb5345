package io.contactsync.digivault;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.http.InFlightLimit;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The settings of a DigiVault target.
 *
 * @param url everything before {@code /contacts}, without a trailing slash
 * @param token the API token
 * @param callsPerMinute the rate limit, or empty if there is none
 */
record DigivaultTargetSettings(URI url, Token token, OptionalInt callsPerMinute) implements TargetSettings {

    /**
     * DigiVault may accept only 10 writes per minute. With more calls in flight, all of them would be refused together.
     */
    private static final InFlightLimit WRITES_IN_FLIGHT = new InFlightLimit.Fixed(4);

    /** digivault-contacts.md, "Create a contact". */
    private static final List<String> WRITABLE = List.of("username", "phone_number", "avatar_url", "display_name");

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
    public List<TargetSettings.Channel> targetChannels() {
        return List.of(
                new TargetSettings.Channel(DigivaultConnector.KEY, "true", callsPerMinute, List.of(token.secret())));
    }

    @Override
    public Optional<String> fieldProblem(String field, boolean hasTags) {
        return WRITABLE.contains(field)
                ? Optional.empty()
                : Optional.of("the field '" + field + "' of DigiVault cannot be written; allowed: "
                        + String.join(", ", WRITABLE));
    }

    @Override
    public Set<String> identityFields() {
        return Set.of("phone_number", "username");
    }

    @Override
    public TargetSettings.Connection open(TargetSettings.Request request, ConnectorContext context) {
        ConnectorContext.Server server = ConnectorContext.Server.of(
                        DigivaultConnector.TITLE, url, token, callsPerMinute, 0)
                .withInFlight(WRITES_IN_FLIGHT);
        ApiClient client = context.openClient(server);
        return new TargetSettings.Connection(
                new DigivaultTarget(
                        client,
                        request.match(),
                        request.preferOldest(),
                        context.cancellation().ticker()),
                client);
    }
}
