package io.contactsync.heyx;

import io.contactsync.connector.ApiServer;
import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointIdentity;
import io.contactsync.connector.TargetChannel;
import io.contactsync.connector.TargetConnection;
import io.contactsync.connector.TargetRequest;
import io.contactsync.connector.TargetSettings;
import io.contactsync.http.ApiClient;
import io.contactsync.http.InFlight;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * HeyX as a job's target.
 *
 * @param url everything before {@code /contact}, without a slash at its end
 * @param channels the channels, at least one, each name and each token once
 * @param inFlight the most calls in flight per channel, 1 to 512, or nothing when it is found by measuring
 */
public record HeyxTargetSettings(URI url, List<HeyxChannel> channels, OptionalInt inFlight) implements TargetSettings {

    /** heyx-contacts.md, "Update Contact by ID", and behaviour.md, "Updatable". */
    private static final Set<String> READ_ONLY = Set.of("id", "created_at", "locale", "timezone", "gender", "tags");

    private static final String WRITABLE =
            "firstName, lastName, profilePic, language, phone, email and ids of custom fields";

    /** Takes an unmodifiable copy. */
    public HeyxTargetSettings {
        channels = List.copyOf(channels);
    }

    @Override
    public Connector connector() {
        return new HeyxConnector();
    }

    @Override
    public List<String> identity() {
        return List.of(HeyxConnector.KEY, url.toString());
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
    public List<TargetChannel> targetChannels() {
        return channels.stream().map(HeyxChannel::asTargetChannel).toList();
    }

    @Override
    public Optional<String> fieldProblem(String field, boolean hasTags) {
        return READ_ONLY.contains(field)
                ? Optional.of("the field '" + field + "' of HeyX cannot be written; allowed: " + WRITABLE)
                : Optional.empty();
    }

    @Override
    public TargetConnection open(TargetRequest request, ConnectorContext context) {
        HeyxChannel channel = channels.stream()
                .filter(one -> one.name().equals(request.channel()))
                .findFirst()
                .orElseThrow();
        ApiClient client = context.openClient(server(channel));
        HeyxOptions options = new HeyxOptions(
                channel.viber(),
                request.match(),
                request.takesOldest(),
                request.preload().orElse(null),
                Set.copyOf(request.fields()),
                request.tags());
        return new TargetConnection(new HeyxTarget(client, options, context.stop()), client);
    }

    private ApiServer server(HeyxChannel channel) {
        InFlight most = inFlight.isPresent() ? new InFlight.Fixed(inFlight.getAsInt()) : new InFlight.Auto();
        HttpUrl base = Objects.requireNonNull(HttpUrl.get(url), "the job file has checked the URL");
        return ApiServer.of(
                        "HeyX channel " + channel.name(),
                        url,
                        channel.token(),
                        channel.callsPerMinute(),
                        channel.reserve())
                .withInFlight(most)
                .withProbe(() -> HeyxTarget.cheapRead(base));
    }
}
