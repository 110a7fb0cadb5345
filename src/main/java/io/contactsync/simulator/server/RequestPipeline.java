package io.contactsync.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Processes the calls of one service: logs and delays them, checks token and limit, triggers faults, and sends the
 * response.
 */
public final class RequestPipeline implements HttpHandler {

    private final SimulatorService service;
    private final CallLog log;
    private final FaultRegistry faults;
    private final LatencySampler latency;

    public RequestPipeline(SimulatorService service, CallLog log, FaultRegistry faults, Latency latency) {
        this.service = service;
        this.log = log;
        this.faults = faults;
        this.latency = new LatencySampler(latency);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        SimulatorRequest request = SimulatorRequest.of(exchange);
        PendingCall call = log.record(service.classify(request));
        try {
            long halfDelayNanos = latency.nextNanos() / 2;
            respond(new PendingResponse(exchange, request, call, halfDelayNanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is stopping");
        }
    }

    private void respond(PendingResponse response) throws IOException, InterruptedException {
        if (!response.call.incoming().isAuthorized()) {
            response.delay();
            response.send(service.unauthorized(response.request));
            return;
        }
        LimitWindow.Admission admission = service.admit(response.call);
        response.delay();
        if (!admission.admitted()) {
            response.send(service.tooManyRequests(response.request, response.call, admission));
            return;
        }
        handleAdmitted(response, admission);
    }

    private void handleAdmitted(PendingResponse response, LimitWindow.Admission admission)
            throws IOException, InterruptedException {
        TriggeredFaults triggered = faults.trigger(service.name(), response.call.incoming());
        if (!triggered.isEmpty()) {
            response.call.setFaults(triggered.label());
        }
        triggered.hangBefore();
        Optional<Fault.Effect.BeforeHandling> instead = triggered.effect(Fault.Effect.BeforeHandling.class);
        if (instead.isPresent()) {
            respondInstead(response, instead.get());
        } else {
            SimulatorResponse reply = service.handle(response.request, response.call, admission, triggered);
            triggered.hangAfter();
            respond(response, reply, triggered);
        }
    }

    private void respondInstead(PendingResponse response, Fault.Effect.BeforeHandling effect)
            throws IOException, InterruptedException {
        if (effect instanceof Fault.Effect.Status status) {
            response.send(
                    SimulatorResponse.jsonText(status.code(), status.body()).withHeaders(status.headers()));
        } else if (effect instanceof Fault.Effect.HtmlBefore) {
            response.send(SimulatorResponse.html(200, "Please sign in"));
        } else if (effect instanceof Fault.Effect.Redirect redirect) {
            response.send(SimulatorResponse.redirect(redirect.code(), redirect.url()));
        } else if (effect instanceof Fault.Effect.ErrorIn200 error) {
            response.send(service.errorIn200(error.message()));
        } else {
            response.dropConnection();
        }
    }

    private void respond(PendingResponse response, SimulatorResponse reply, TriggeredFaults triggered)
            throws IOException, InterruptedException {
        Fault.Effect.AfterHandling after =
                triggered.effect(Fault.Effect.AfterHandling.class).orElse(null);
        if (after instanceof Fault.Effect.StatusAfter status) {
            response.send(SimulatorResponse.html(status.code(), status.code() + " Gateway error"));
        } else if (after instanceof Fault.Effect.HtmlAfter) {
            response.send(SimulatorResponse.html(200, "Please sign in"));
        } else if (after instanceof Fault.Effect.Truncate truncate) {
            response.truncate(reply, truncate.framing());
        } else if (after instanceof Fault.Effect.ResetAfter) {
            response.dropConnection();
        } else {
            response.send(reply);
        }
    }

    /** A response to be sent; the status is logged before the client can receive it. */
    private record PendingResponse(
            HttpExchange exchange, SimulatorRequest request, PendingCall call, long halfDelayNanos) {

        void delay() throws InterruptedException {
            if (halfDelayNanos > 0) {
                TimeUnit.NANOSECONDS.sleep(halfDelayNanos);
            }
        }

        void send(SimulatorResponse reply) throws IOException, InterruptedException {
            delay();
            call.setStatus(reply.status());
            ResponseDelivery.send(exchange, reply);
        }

        void truncate(SimulatorResponse reply, Fault.Effect.Framing framing) throws IOException, InterruptedException {
            delay();
            call.setStatus(reply.status());
            ResponseDelivery.sendTruncated(exchange, reply, framing);
        }

        void dropConnection() throws InterruptedException {
            delay();
            call.setStatus(0);
            ResponseDelivery.dropConnection(exchange);
        }
    }
}
