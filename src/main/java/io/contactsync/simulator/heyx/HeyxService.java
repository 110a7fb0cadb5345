package io.contactsync.simulator.heyx;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.call.Side;
import io.contactsync.simulator.fault.Effect;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.limit.Verdict;
import io.contactsync.simulator.wire.Reply;
import io.contactsync.simulator.wire.Request;
import io.contactsync.simulator.wire.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The six endpoints of HeyX for all channels. */
public final class HeyxService implements Service {

    private final HeyxOptions options;
    private final Map<String, Channel> byToken = new LinkedHashMap<>();
    private final Map<String, Channel> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two channels have the same name or token */
    public HeyxService(HeyxOptions options, LongSupplier epochNanos) {
        this.options = options;
        for (ChannelOptions settings : options.channels()) {
            Channel channel = new Channel(
                    settings,
                    new HeyxChannel(settings.ids(), epochNanos),
                    settings.limit().newWindow());
            if (byToken.put(settings.token(), channel) != null || byName.put(settings.name(), channel) != null) {
                throw new IllegalArgumentException("channel names and tokens must be unique: " + settings.name());
            }
        }
    }

    /** {@return the channel names in the order of the options} */
    public List<String> channels() {
        return List.copyOf(byName.keySet());
    }

    /**
     * {@return the contacts of a channel}
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public HeyxChannel channel(String name) {
        return requireChannel(name).contacts();
    }

    /**
     * {@return the token of a channel}
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public String token(String name) {
        return requireChannel(name).options().token();
    }

    @Override
    public Side side() {
        return Side.HEYX;
    }

    @Override
    public Arrival classify(Request request) {
        Route route = Route.of(request);
        Channel channel = byToken.get(request.token());
        String name = channel == null ? "" : channel.options().name();
        String segment = route.segment();
        String id = segment == null || channel == null
                ? segment
                : channel.contacts().ids().fromPath(segment).orElse(segment);
        return new Arrival(request.method(), request.target(), route.kind(), name, id);
    }

    @Override
    public Verdict admit(OpenCall call) {
        return requireChannel(call.arrival().channel()).admit(call.arrivalNanos());
    }

    @Override
    public Reply unauthorized(Request request) {
        return error(request, 401, "API Token is invalid.");
    }

    @Override
    public Reply tooManyRequests(Request request, OpenCall call, Verdict admission) {
        Reply reply = error(request, 429, "Too many requests");
        boolean hasRetryAfter =
                requireChannel(call.arrival().channel()).options().limit().retryAfter();
        return hasRetryAfter ? reply.withHeader("Retry-After", Long.toString(admission.waitSeconds())) : reply;
    }

    @Override
    public Reply errorIn200(String message) {
        return Reply.json(200, envelope("error", message));
    }

    @Override
    public Reply handle(Request request, OpenCall call, Verdict admission, Strike triggered) {
        Route route = Route.of(request);
        HeyxChannel contacts = channel(call.arrival().channel());
        try {
            return switch (route.resolution()) {
                case TRAILING_SLASH -> Reply.redirect(301, withoutSlash(request));
                case NOT_FOUND -> throw new Refusal(404, "404 Not Found.");
                case WRONG_METHOD -> throw new Refusal(405, "405 Method Not Allowed.");
                case ENDPOINT -> endpoint(route, new Endpoints(contacts, options, request, call), triggered);
            };
        } catch (Refusal refusal) {
            return error(request, refusal.status(), refusal.message());
        }
    }

    private static Reply endpoint(Route route, Endpoints endpoints, Strike triggered) {
        Duration hiddenFor = triggered
                .effect(Effect.Invisible.class)
                .map(Effect.Invisible::length)
                .orElse(Duration.ZERO);
        String segment = Objects.requireNonNullElse(route.segment(), "");
        return switch (route.kind()) {
            case LOOKUP -> endpoints.lookup();
            case CREATE -> endpoints.create(hiddenFor);
            case GET -> endpoints.get(segment);
            case UPDATE -> endpoints.update(segment);
            case ADD_TAGS -> endpoints.addTags(segment);
            case REMOVE_TAGS -> endpoints.removeTags(segment);
            case LIST, DELETE, OTHER -> throw new Refusal(404, "404 Not Found.");
        };
    }

    /** {@return the documented response envelope} */
    static Map<String, Object> envelope(String status, String message) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("status", status);
        envelope.put("message", message);
        envelope.put("data", List.of());
        return envelope;
    }

    // By default, Laravel redirects to a page on an error if the client does not accept JSON.
    private static Reply error(Request request, int status, String message) {
        return request.acceptsJson()
                ? Reply.json(status, envelope("error", message))
                : Reply.redirect(302, "http://" + request.host() + "/login");
    }

    private static String withoutSlash(Request request) {
        String path = request.path().replaceAll("/+$", "");
        return "http://" + request.host() + path + (request.query() == null ? "" : "?" + request.query());
    }

    private Channel requireChannel(String name) {
        Channel channel = byName.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; the channels are " + byName.keySet());
        }
        return channel;
    }
}
