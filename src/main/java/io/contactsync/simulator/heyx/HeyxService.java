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

/** HeyX's six endpoints for all of its channels. */
public final class HeyxService implements Service {

    private final HeyxOptions options;
    private final Map<String, Channel> byToken = new LinkedHashMap<>();
    private final Map<String, Channel> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when two channels share a name or a token */
    public HeyxService(HeyxOptions options, LongSupplier epochNanos) {
        this.options = options;
        for (ChannelOptions each : options.channels()) {
            Channel channel = new Channel(
                    each, new HeyxChannel(each.ids(), epochNanos), each.limit().open());
            if (byToken.put(each.token(), channel) != null || byName.put(each.name(), channel) != null) {
                throw new IllegalArgumentException("channel names and tokens must be unique: " + each.name());
            }
        }
    }

    /** {@return the names of the channels in their order} */
    public List<String> channels() {
        return List.copyOf(byName.keySet());
    }

    /** {@return a channel's contacts}; an unknown name is an IllegalArgumentException */
    public HeyxChannel channel(String name) {
        return named(name).contacts();
    }

    /** {@return a channel's token}; an unknown name is an IllegalArgumentException */
    public String token(String name) {
        return named(name).options().token();
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
        return named(call.arrival().channel()).admit(call.arrivalNanos());
    }

    @Override
    public Reply unauthorised(Request request) {
        return refused(request, 401, "API Token is invalid.");
    }

    @Override
    public Reply tooMany(Request request, OpenCall call, Verdict verdict) {
        Reply reply = refused(request, 429, "Too many requests");
        boolean tells = named(call.arrival().channel()).options().limit().retryAfter();
        return tells ? reply.with("Retry-After", Long.toString(verdict.waitSeconds())) : reply;
    }

    @Override
    public Reply errorIn200(String message) {
        return Reply.json(200, envelope("error", message));
    }

    @Override
    public Reply perform(Request request, OpenCall call, Verdict verdict, Strike strike) {
        Route route = Route.of(request);
        HeyxChannel contacts = channel(call.arrival().channel());
        try {
            return switch (route.end()) {
                case TRAILING_SLASH -> Reply.redirect(301, withoutSlash(request));
                case NOWHERE -> throw new Refusal(404, "404 Not Found.");
                case WRONG_METHOD -> throw new Refusal(405, "405 Method Not Allowed.");
                case ENDPOINT -> endpoint(route, new Endpoints(contacts, options, request, call), strike);
            };
        } catch (Refusal refusal) {
            return refused(request, refusal.status(), refusal.message());
        }
    }

    private static Reply endpoint(Route route, Endpoints endpoints, Strike strike) {
        Duration invisible = strike.effect(Effect.Invisible.class)
                .map(Effect.Invisible::length)
                .orElse(Duration.ZERO);
        String segment = Objects.requireNonNullElse(route.segment(), "");
        return switch (route.kind()) {
            case LOOKUP -> endpoints.lookup();
            case CREATE -> endpoints.create(invisible);
            case GET -> endpoints.get(segment);
            case UPDATE -> endpoints.update(segment);
            case ADD_TAGS -> endpoints.addTags(segment);
            case REMOVE_TAGS -> endpoints.removeTags(segment);
            case LIST, DELETE, OTHER -> throw new Refusal(404, "404 Not Found.");
        };
    }

    /** {@return the documented envelope} */
    static Map<String, Object> envelope(String status, String message) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("status", status);
        envelope.put("message", message);
        envelope.put("data", List.of());
        return envelope;
    }

    // A stock Laravel answers an error to a client that does not say that it takes JSON with a way to a page.
    private static Reply refused(Request request, int status, String message) {
        return request.acceptsJson()
                ? Reply.json(status, envelope("error", message))
                : Reply.redirect(302, "http://" + request.host() + "/login");
    }

    private static String withoutSlash(Request request) {
        String path = request.path().replaceAll("/+$", "");
        return "http://" + request.host() + path + (request.query() == null ? "" : "?" + request.query());
    }

    private Channel named(String name) {
        Channel channel = byName.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no channel '" + name + "', there are " + byName.keySet());
        }
        return channel;
    }
}
