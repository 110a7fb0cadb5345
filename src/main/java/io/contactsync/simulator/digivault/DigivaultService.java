package io.contactsync.simulator.digivault;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.call.Side;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.limit.Limit;
import io.contactsync.simulator.limit.Verdict;
import io.contactsync.simulator.limit.Window;
import io.contactsync.simulator.wire.Reply;
import io.contactsync.simulator.wire.Request;
import io.contactsync.simulator.wire.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The five endpoints of DigiVault. */
public final class DigivaultService implements Service {

    /** The channel name of DigiVault's only token in the call log. */
    public static final String CHANNEL = "digivault";

    private static final String PREFIX = "/v1/";
    private static final Set<CallKind> WRITES = Set.of(CallKind.CREATE, CallKind.UPDATE, CallKind.DELETE);

    private final DigivaultOptions options;
    private final DigivaultContacts contacts;
    private final LongSupplier epochNanos;
    private final Window calls;
    private final Window writes;

    public DigivaultService(DigivaultOptions options, DigivaultContacts contacts, LongSupplier epochNanos) {
        this.options = options;
        this.contacts = contacts;
        this.epochNanos = epochNanos;
        this.calls = options.limit().newWindow();
        this.writes = options.writeLimit().newWindow();
    }

    @Override
    public Side side() {
        return Side.DIGIVAULT;
    }

    @Override
    public Arrival classify(Request request) {
        List<String> path = request.segmentsAfter(PREFIX);
        boolean known = path.get(0).equals("contacts") && path.size() <= 2;
        String id = known && path.size() == 2 ? path.get(1) : null;
        CallKind kind = known ? kind(request.method(), id) : CallKind.OTHER;
        String channel = request.token().equals(options.token()) ? CHANNEL : "";
        return new Arrival(request.method(), request.target(), kind, channel, id);
    }

    private static CallKind kind(String method, @Nullable String id) {
        return switch (method) {
            case "GET" -> id == null ? CallKind.LIST : CallKind.GET;
            case "POST" -> id == null ? CallKind.CREATE : CallKind.OTHER;
            case "PUT" -> id == null ? CallKind.OTHER : CallKind.UPDATE;
            case "DELETE" -> id == null ? CallKind.OTHER : CallKind.DELETE;
            default -> CallKind.OTHER;
        };
    }

    @Override
    public synchronized Verdict admit(OpenCall call) {
        Verdict admission = calls.tryAcquire(call.arrivalNanos());
        return admission.admitted() && countsAsWrite(call) ? writes.tryAcquire(call.arrivalNanos()) : admission;
    }

    private boolean countsAsWrite(OpenCall call) {
        return options.writeLimit().capacity() > 0
                && WRITES.contains(call.arrival().kind());
    }

    @Override
    public Reply unauthorized(Request request) {
        return error(Refusal.of(401, "unauthorized", "The token is invalid."));
    }

    @Override
    public Reply tooManyRequests(Request request, OpenCall call, Verdict admission) {
        Map<String, Object> body =
                Refusal.of(429, "rate_limit", "Too many requests.").toJson();
        body.put("retry_after", admission.waitSeconds());
        long reset = (call.arrivalNanos() + admission.waitNanos()) / 1_000_000_000L;
        return withLimitHeaders(Reply.json(429, body), call, admission)
                .withHeader("Retry-After", Long.toString(admission.waitSeconds()))
                .withHeader("X-RateLimit-Reset", Long.toString(reset));
    }

    @Override
    public Reply errorIn200(String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "error");
        body.putAll(Refusal.of(200, "error", message).toJson());
        return Reply.json(200, body);
    }

    @Override
    public Reply handle(Request request, OpenCall call, Verdict admission, Strike triggered) {
        try {
            return withLimitHeaders(endpoint(request, call, triggered), call, admission);
        } catch (Refusal refusal) {
            return withLimitHeaders(error(refusal), call, admission);
        }
    }

    private Reply endpoint(Request request, OpenCall call, Strike triggered) {
        String id = Objects.requireNonNullElse(call.arrival().contactId(), "");
        return switch (call.arrival().kind()) {
            case LIST ->
                Reply.json(
                        200,
                        new Listing(contacts, options, request, triggered)
                                .page()
                                .toJson());
            case CREATE -> create(BodyReader.create(request, call), call);
            case GET -> ok(contacts.get(id).orElseThrow(Refusal::notFound));
            case UPDATE ->
                ok(contacts.change(id, contact -> contact.with(BodyReader.update(request, call)))
                        .orElseThrow(Refusal::notFound));
            case DELETE -> delete(id);
            case LOOKUP, ADD_TAGS, REMOVE_TAGS, OTHER ->
                throw request.path().startsWith(PREFIX + "contacts")
                        ? Refusal.of(405, "method_not_allowed", "Method not allowed.")
                        : Refusal.of(404, "not_found", "No such endpoint.");
        };
    }

    private Reply create(Map<String, @Nullable Object> fields, OpenCall call) {
        fields.put("conversation_id", contacts.newId());
        fields.put("last_active_at", null);
        fields.put("created_at", epochNanos.getAsLong() / 1_000_000_000L);
        DigivaultContact created = contacts.create(fields);
        call.setContactId(created.id());
        return Reply.json(201, created.toJson());
    }

    private Reply delete(String id) {
        if (!contacts.remove(id)) {
            throw Refusal.notFound();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("deleted", true);
        return Reply.json(200, body);
    }

    private static Reply ok(DigivaultContact contact) {
        return Reply.json(200, contact.toJson());
    }

    private static Reply error(Refusal refusal) {
        return Reply.json(refusal.status(), refusal.toJson());
    }

    private Reply withLimitHeaders(Reply reply, OpenCall call, Verdict admission) {
        Limit limit = countsAsWrite(call) ? options.writeLimit() : options.limit();
        if (limit.capacity() == 0) {
            return reply;
        }
        return reply.withHeader("X-RateLimit-Limit", Integer.toString(limit.capacity()))
                .withHeader("X-RateLimit-Remaining", Integer.toString(admission.remaining()));
    }
}
