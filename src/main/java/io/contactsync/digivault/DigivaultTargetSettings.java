package io.contactsync.digivault;

import io.contactsync.connector.ApiServer;
import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointIdentity;
import io.contactsync.connector.TargetChannel;
import io.contactsync.connector.TargetConnection;
import io.contactsync.connector.TargetRequest;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.http.InFlight;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * DigiVault as a job's target.
 *
 * @param url everything before {@code /contacts}, without a slash at its end
 * @param token the API token
 * @param callsPerMinute the limit, or nothing when there is none
 */
public record DigivaultTargetSettings(URI url, Token token, OptionalInt callsPerMinute) implements TargetSettings {

    /** DigiVault may accept only 10 writes per minute: with more in flight, all of them would be refused together. */
    private static final InFlight WRITES_IN_FLIGHT = new InFlight.Fixed(4);

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
    public EndpointIdentity endpoint() {
        return EndpointIdentity.of(DigivaultConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public List<TargetChannel> targetChannels() {
        return List.of(new TargetChannel(DigivaultConnector.KEY, "true", callsPerMinute, List.of(token.secret())));
    }

    @Override
    public Optional<String> fieldProblem(String field, boolean hasTags) {
        return WRITABLE.contains(field)
                ? Optional.empty()
                : Optional.of("the field '" + field + "' of DigiVault cannot be written; allowed: "
                        + String.join(", ", WRITABLE));
    }

    @Override
    public TargetConnection open(TargetRequest request, ConnectorContext context) {
        ApiServer server = ApiServer.of(DigivaultConnector.TITLE, url, token, callsPerMinute, 0)
                .withInFlight(WRITES_IN_FLIGHT);
        ApiClient client = context.openClient(server);
        return new TargetConnection(
                new DigivaultTarget(client, request.match(), request.takesOldest(), context.stop()), client);
    }
}
