package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.LimitWindow;
import io.contactsync.simulator.server.PendingCall;
import io.contactsync.simulator.server.SimulatorRequest;
import io.contactsync.simulator.server.SimulatorResponse;
import io.contactsync.simulator.server.SimulatorService;
import io.contactsync.simulator.server.TriggeredFaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The six endpoints of HeyX for all channels. */
public final class HeyxService implements SimulatorService {

    private final HeyxOptions options;
    private final Map<String, ChannelState> byToken = new LinkedHashMap<>();
    private final Map<String, ChannelState> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two channels have the same name or token */
    public HeyxService(HeyxOptions options, LongSupplier epochNanos) {
        this.options = options;
        for (ChannelOptions settings : options.channels()) {
            ChannelState channel = new ChannelState(
                    settings,
                    new ChannelContacts(settings.ids(), epochNanos),
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
    public ChannelContacts channel(String name) {
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
    public SimulatorService.Name name() {
        return SimulatorService.Name.HEYX;
    }

    @Override
    public SimulatorService.IncomingCall classify(SimulatorRequest request) {
        HeyxRoute route = HeyxRoute.of(request);
        ChannelState channel = byToken.get(request.token());
        String name = channel == null ? "" : channel.options().name();
        String segment = route.segment();
        String id = segment == null || channel == null
                ? segment
                : channel.contacts().ids().fromPath(segment).orElse(segment);
        return new SimulatorService.IncomingCall(request.method(), request.target(), route.kind(), name, id);
    }

    @Override
    public LimitWindow.Admission admit(PendingCall call) {
        return requireChannel(call.incoming().channel()).admit(call.receivedNanos());
    }

    @Override
    public SimulatorResponse unauthorized(SimulatorRequest request) {
        return error(request, 401, "API Token is invalid.");
    }

    @Override
    public SimulatorResponse tooManyRequests(
            SimulatorRequest request, PendingCall call, LimitWindow.Admission admission) {
        SimulatorResponse reply = error(request, 429, "Too many requests");
        boolean hasRetryAfter =
                requireChannel(call.incoming().channel()).options().limit().retryAfter();
        return hasRetryAfter ? reply.withHeader("Retry-After", Long.toString(admission.waitSeconds())) : reply;
    }

    @Override
    public SimulatorResponse errorIn200(String message) {
        return SimulatorResponse.json(200, envelope("error", message));
    }

    @Override
    public SimulatorResponse handle(
            SimulatorRequest request, PendingCall call, LimitWindow.Admission admission, TriggeredFaults triggered) {
        HeyxRoute route = HeyxRoute.of(request);
        ChannelContacts contacts = channel(call.incoming().channel());
        try {
            return switch (route.resolution()) {
                case TRAILING_SLASH -> SimulatorResponse.redirect(301, withoutSlash(request));
                case NOT_FOUND -> throw new HeyxError(404, "404 Not Found.");
                case WRONG_METHOD -> throw new HeyxError(405, "405 Method Not Allowed.");
                case ENDPOINT -> endpoint(route, new HeyxEndpoints(contacts, options, request, call), triggered);
            };
        } catch (HeyxError refusal) {
            return error(request, refusal.status(), refusal.message());
        }
    }

    private static SimulatorResponse endpoint(HeyxRoute route, HeyxEndpoints endpoints, TriggeredFaults triggered) {
        Duration hiddenFor = triggered
                .effect(Fault.Effect.Invisible.class)
                .map(Fault.Effect.Invisible::length)
                .orElse(Duration.ZERO);
        String segment = Objects.requireNonNullElse(route.segment(), "");
        return switch (route.kind()) {
            case LOOKUP -> endpoints.lookup();
            case CREATE -> endpoints.create(hiddenFor);
            case GET -> endpoints.get(segment);
            case UPDATE -> endpoints.update(segment);
            case ADD_TAGS -> endpoints.addTags(segment);
            case REMOVE_TAGS -> endpoints.removeTags(segment);
            case LIST, DELETE, OTHER -> throw new HeyxError(404, "404 Not Found.");
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
    private static SimulatorResponse error(SimulatorRequest request, int status, String message) {
        return request.acceptsJson()
                ? SimulatorResponse.json(status, envelope("error", message))
                : SimulatorResponse.redirect(302, "http://" + request.host() + "/login");
    }

    private static String withoutSlash(SimulatorRequest request) {
        String path = request.path().replaceAll("/+$", "");
        return "http://" + request.host() + path + (request.query() == null ? "" : "?" + request.query());
    }

    private ChannelState requireChannel(String name) {
        ChannelState channel = byName.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; the channels are " + byName.keySet());
        }
        return channel;
    }
}
