package io.contactsync.simulator.digivault;

import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.LimitWindow;
import io.contactsync.simulator.server.PendingCall;
import io.contactsync.simulator.server.SimulatorRequest;
import io.contactsync.simulator.server.SimulatorResponse;
import io.contactsync.simulator.server.SimulatorService;
import io.contactsync.simulator.server.TriggeredFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The five endpoints of DigiVault. */
public final class DigivaultService implements SimulatorService {

    /** The channel name of DigiVault's only token in the call log. */
    public static final String CHANNEL = "digivault";

    private static final String PREFIX = "/v1/";
    private static final Set<EndpointKind> WRITES =
            Set.of(EndpointKind.CREATE, EndpointKind.UPDATE, EndpointKind.DELETE);

    private final DigivaultOptions options;
    private final DigivaultContactStore contacts;
    private final LongSupplier epochNanos;
    private final LimitWindow calls;
    private final LimitWindow writes;

    public DigivaultService(DigivaultOptions options, DigivaultContactStore contacts, LongSupplier epochNanos) {
        this.options = options;
        this.contacts = contacts;
        this.epochNanos = epochNanos;
        this.calls = options.limit().newWindow();
        this.writes = options.writeLimit().newWindow();
    }

    @Override
    public SimulatorService.Name name() {
        return SimulatorService.Name.DIGIVAULT;
    }

    @Override
    public SimulatorService.IncomingCall classify(SimulatorRequest request) {
        List<String> path = request.segmentsAfter(PREFIX);
        boolean known = path.get(0).equals("contacts") && path.size() <= 2;
        String id = known && path.size() == 2 ? path.get(1) : null;
        EndpointKind kind = known ? kind(request.method(), id) : EndpointKind.OTHER;
        String channel = request.token().equals(options.token()) ? CHANNEL : "";
        return new SimulatorService.IncomingCall(request.method(), request.target(), kind, channel, id);
    }

    private static EndpointKind kind(String method, @Nullable String id) {
        return switch (method) {
            case "GET" -> id == null ? EndpointKind.LIST : EndpointKind.GET;
            case "POST" -> id == null ? EndpointKind.CREATE : EndpointKind.OTHER;
            case "PUT" -> id == null ? EndpointKind.OTHER : EndpointKind.UPDATE;
            case "DELETE" -> id == null ? EndpointKind.OTHER : EndpointKind.DELETE;
            default -> EndpointKind.OTHER;
        };
    }

    @Override
    public synchronized LimitWindow.Admission admit(PendingCall call) {
        LimitWindow.Admission admission = calls.tryAcquire(call.receivedNanos());
        return admission.admitted() && countsAsWrite(call) ? writes.tryAcquire(call.receivedNanos()) : admission;
    }

    private boolean countsAsWrite(PendingCall call) {
        return options.writeLimit().capacity() > 0
                && WRITES.contains(call.incoming().kind());
    }

    @Override
    public SimulatorResponse unauthorized(SimulatorRequest request) {
        return error(DigivaultError.of(401, "unauthorized", "The token is invalid."));
    }

    @Override
    public SimulatorResponse tooManyRequests(
            SimulatorRequest request, PendingCall call, LimitWindow.Admission admission) {
        Map<String, Object> body =
                DigivaultError.of(429, "rate_limit", "Too many requests.").toJson();
        body.put("retry_after", admission.waitSeconds());
        long reset = (call.receivedNanos() + admission.waitNanos()) / 1_000_000_000L;
        return withLimitHeaders(SimulatorResponse.json(429, body), call, admission)
                .withHeader("Retry-After", Long.toString(admission.waitSeconds()))
                .withHeader("X-RateLimit-Reset", Long.toString(reset));
    }

    @Override
    public SimulatorResponse errorIn200(String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "error");
        body.putAll(DigivaultError.of(200, "error", message).toJson());
        return SimulatorResponse.json(200, body);
    }

    @Override
    public SimulatorResponse handle(
            SimulatorRequest request, PendingCall call, LimitWindow.Admission admission, TriggeredFaults triggered) {
        try {
            return withLimitHeaders(endpoint(request, call, triggered), call, admission);
        } catch (DigivaultError refusal) {
            return withLimitHeaders(error(refusal), call, admission);
        }
    }

    private SimulatorResponse endpoint(SimulatorRequest request, PendingCall call, TriggeredFaults triggered) {
        String id = Objects.requireNonNullElse(call.incoming().contactId(), "");
        return switch (call.incoming().kind()) {
            case LIST ->
                SimulatorResponse.json(
                        200,
                        new ListEndpoint(contacts, options, request, triggered)
                                .page()
                                .toJson());
            case CREATE -> create(DigivaultBodyReader.create(request, call), call);
            case GET -> ok(contacts.get(id).orElseThrow(DigivaultError::notFound));
            case UPDATE ->
                ok(contacts.change(id, contact -> contact.with(DigivaultBodyReader.update(request, call)))
                        .orElseThrow(DigivaultError::notFound));
            case DELETE -> delete(id);
            case LOOKUP, ADD_TAGS, REMOVE_TAGS, OTHER ->
                throw request.path().startsWith(PREFIX + "contacts")
                        ? DigivaultError.of(405, "method_not_allowed", "Method not allowed.")
                        : DigivaultError.of(404, "not_found", "No such endpoint.");
        };
    }

    private SimulatorResponse create(Map<String, @Nullable Object> fields, PendingCall call) {
        fields.put("conversation_id", contacts.newId());
        fields.put("last_active_at", null);
        fields.put("created_at", epochNanos.getAsLong() / 1_000_000_000L);
        DigivaultContact created = contacts.create(fields);
        call.setContactId(created.id());
        return SimulatorResponse.json(201, created.toJson());
    }

    private SimulatorResponse delete(String id) {
        if (!contacts.remove(id)) {
            throw DigivaultError.notFound();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("deleted", true);
        return SimulatorResponse.json(200, body);
    }

    private static SimulatorResponse ok(DigivaultContact contact) {
        return SimulatorResponse.json(200, contact.toJson());
    }

    private static SimulatorResponse error(DigivaultError refusal) {
        return SimulatorResponse.json(refusal.status(), refusal.toJson());
    }

    private SimulatorResponse withLimitHeaders(
            SimulatorResponse reply, PendingCall call, LimitWindow.Admission admission) {
        CallLimit limit = countsAsWrite(call) ? options.writeLimit() : options.limit();
        if (limit.capacity() == 0) {
            return reply;
        }
        return reply.withHeader("X-RateLimit-Limit", Integer.toString(limit.capacity()))
                .withHeader("X-RateLimit-Remaining", Integer.toString(admission.remaining()));
    }
}
