package io.contactsync.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.contactsync.simulator.call.CallLog;
import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.fault.Effect;
import io.contactsync.simulator.fault.Faults;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.limit.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Processes the calls of one service: logs and delays them, checks token and limit, triggers faults, and sends the
 * response.
 */
public final class ServiceDesk implements HttpHandler {

    private final Service service;
    private final CallLog log;
    private final Faults faults;
    private final LatencyDice latency;

    public ServiceDesk(Service service, CallLog log, Faults faults, Latency latency) {
        this.service = service;
        this.log = log;
        this.faults = faults;
        this.latency = new LatencyDice(latency);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = Request.of(exchange);
        OpenCall call = log.record(service.classify(request));
        try {
            long halfDelayNanos = latency.nextNanos() / 2;
            respond(new PendingResponse(exchange, request, call, halfDelayNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is stopping");
        }
    }

    private void respond(PendingResponse response) throws IOException, InterruptedException {
        if (!response.call.arrival().isAuthorized()) {
            response.delay();
            response.send(service.unauthorized(response.request));
            return;
        }
        Verdict admission = service.admit(response.call);
        response.delay();
        if (!admission.admitted()) {
            response.send(service.tooManyRequests(response.request, response.call, admission));
            return;
        }
        handleAdmitted(response, admission);
    }

    private void handleAdmitted(PendingResponse response, Verdict admission) throws IOException, InterruptedException {
        Strike triggered = faults.trigger(service.side(), response.call.arrival());
        if (!triggered.isEmpty()) {
            response.call.setFaults(triggered.label());
        }
        triggered.hangBefore();
        Optional<Effect.BeforeHandling> instead = triggered.effect(Effect.BeforeHandling.class);
        if (instead.isPresent()) {
            respondInstead(response, instead.get());
        } else {
            Reply reply = service.handle(response.request, response.call, admission, triggered);
            triggered.hangAfter();
            respond(response, reply, triggered);
        }
    }

    private void respondInstead(PendingResponse response, Effect.BeforeHandling effect)
            throws IOException, InterruptedException {
        if (effect instanceof Effect.Status status) {
            response.send(Reply.jsonText(status.code(), status.body()).withHeaders(status.headers()));
        } else if (effect instanceof Effect.HtmlBefore) {
            response.send(Reply.html(200, "Please sign in"));
        } else if (effect instanceof Effect.Redirect redirect) {
            response.send(Reply.redirect(redirect.code(), redirect.url()));
        } else if (effect instanceof Effect.ErrorIn200 error) {
            response.send(service.errorIn200(error.message()));
        } else {
            response.dropConnection();
        }
    }

    private void respond(PendingResponse response, Reply reply, Strike triggered)
            throws IOException, InterruptedException {
        Effect.AfterHandling after =
                triggered.effect(Effect.AfterHandling.class).orElse(null);
        if (after instanceof Effect.StatusAfter status) {
            response.send(Reply.html(status.code(), status.code() + " Gateway error"));
        } else if (after instanceof Effect.HtmlAfter) {
            response.send(Reply.html(200, "Please sign in"));
        } else if (after instanceof Effect.Truncate truncate) {
            response.truncate(reply, truncate.framing());
        } else if (after instanceof Effect.ResetAfter) {
            response.dropConnection();
        } else {
            response.send(reply);
        }
    }

    /** A response to be sent; the status is logged before the client can receive it. */
    private record PendingResponse(HttpExchange exchange, Request request, OpenCall call, long halfDelayNanos) {

        void delay() throws InterruptedException {
            if (halfDelayNanos > 0) {
                TimeUnit.NANOSECONDS.sleep(halfDelayNanos);
            }
        }

        void send(Reply reply) throws IOException, InterruptedException {
            delay();
            call.setStatus(reply.status());
            Delivery.send(exchange, reply);
        }

        void truncate(Reply reply, Effect.Framing framing) throws IOException, InterruptedException {
            delay();
            call.setStatus(reply.status());
            Delivery.sendTruncated(exchange, reply, framing);
        }

        void dropConnection() throws InterruptedException {
            delay();
            call.setStatus(0);
            Delivery.dropConnection(exchange);
        }
    }
}
