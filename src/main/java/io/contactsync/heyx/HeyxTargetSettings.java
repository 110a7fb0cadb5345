package io.contactsync.heyx;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.Token;
import io.contactsync.http.ApiClient;
import io.contactsync.http.InFlightLimit;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * The settings of a HeyX target.
 *
 * @param url everything before {@code /contact}, without a trailing slash
 * @param channels the channels, at least one, each name and each token once
 * @param inFlight the most calls in flight per channel, 1 to 512, or empty if it is adapted automatically
 */
record HeyxTargetSettings(URI url, List<ChannelSettings> channels, OptionalInt inFlight) implements TargetSettings {

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
    public EndpointSettings.LedgerIdentity ledgerIdentity() {
        return EndpointSettings.LedgerIdentity.of(HeyxConnector.KEY, url);
    }

    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(url);
    }

    @Override
    public List<TargetSettings.Channel> targetChannels() {
        return channels.stream().map(ChannelSettings::asTargetChannel).toList();
    }

    @Override
    public Optional<String> fieldProblem(String field, boolean hasTags) {
        return READ_ONLY.contains(field)
                ? Optional.of("the field '" + field + "' of HeyX cannot be written; allowed: " + WRITABLE)
                : Optional.empty();
    }

    @Override
    public Set<String> identityFields() {
        return Set.of("phone", "email");
    }

    @Override
    public TargetSettings.Connection open(TargetSettings.Request request, ConnectorContext context) {
        ChannelSettings channel = channels.stream()
                .filter(one -> one.name().equals(request.channel()))
                .findFirst()
                .orElseThrow();
        ApiClient client = context.openClient(server(channel));
        HeyxTargetOptions options = new HeyxTargetOptions(
                channel.viber(),
                request.match(),
                request.preferOldest(),
                request.preload().orElse(null),
                Set.copyOf(request.fields()),
                request.tags());
        return new TargetSettings.Connection(
                new HeyxTarget(client, options, context.cancellation().ticker()), client);
    }

    private ConnectorContext.Server server(ChannelSettings channel) {
        InFlightLimit limit =
                inFlight.isPresent() ? new InFlightLimit.Fixed(inFlight.getAsInt()) : new InFlightLimit.Auto();
        HttpUrl base = Objects.requireNonNull(HttpUrl.get(url), "the URL was validated with the job file");
        return ConnectorContext.Server.of(
                        "HeyX channel " + channel.name(),
                        url,
                        channel.token(),
                        channel.callsPerMinute(),
                        channel.reserve())
                .withInFlight(limit)
                .withProbe(() -> HeyxTarget.probe(base));
    }

    /**
     * A channel, which is a HeyX inbox.
     *
     * @param name its name in ledger and results, {@code [a-z0-9-]{1,60}}
     * @param token its token
     * @param callsPerMinute the rate limit, or empty if there is none
     * @param reserve calls per minute left to other users of the token, less than the limit
     * @param viber whether it is a Viber channel, whose ids are sent in Base64
     * @param when the condition under which a contact belongs to it
     */
    record ChannelSettings(
            String name, Token token, OptionalInt callsPerMinute, int reserve, boolean viber, String when) {

        TargetSettings.Channel asTargetChannel() {
            OptionalInt usable = callsPerMinute.isPresent()
                    ? OptionalInt.of(Math.max(1, callsPerMinute.getAsInt() - reserve))
                    : OptionalInt.empty();
            return new TargetSettings.Channel(name, when, usable, List.of(token.secret()));
        }
    }
}
