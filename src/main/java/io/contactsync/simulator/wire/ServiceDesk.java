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

/** Takes the calls of one service: logs, delays, judges and answers them, or fails to as ordered. */
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
        OpenCall call = log.arrived(service.classify(request));
        try {
            long halfDelayNanos = latency.nextNanos() / 2;
            answer(new Visit(exchange, request, call, halfDelayNanos));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    private void answer(Visit visit) throws IOException, InterruptedException {
        if (!visit.call.arrival().authorised()) {
            visit.delay();
            visit.send(service.unauthorised(visit.request));
            return;
        }
        Verdict verdict = service.admit(visit.call);
        visit.delay();
        if (!verdict.admitted()) {
            visit.send(service.tooMany(visit.request, visit.call, verdict));
            return;
        }
        serve(visit, verdict);
    }

    private void serve(Visit visit, Verdict verdict) throws IOException, InterruptedException {
        Strike strike = faults.strike(service.side(), visit.call.arrival());
        if (!strike.isEmpty()) {
            visit.call.struckBy(strike.label());
        }
        strike.hangBefore();
        Optional<Effect.Instead> instead = strike.effect(Effect.Instead.class);
        if (instead.isPresent()) {
            fail(visit, instead.get());
        } else {
            Reply reply = service.perform(visit.request, visit.call, verdict, strike);
            strike.hangAfter();
            deliver(visit, reply, strike);
        }
    }

    private void fail(Visit visit, Effect.Instead effect) throws IOException, InterruptedException {
        if (effect instanceof Effect.Status status) {
            visit.send(Reply.jsonText(status.code(), status.body()).with(status.headers()));
        } else if (effect instanceof Effect.HtmlBefore) {
            visit.send(Reply.html(200, "Please sign in"));
        } else if (effect instanceof Effect.Redirect redirect) {
            visit.send(Reply.redirect(redirect.code(), redirect.url()));
        } else if (effect instanceof Effect.ErrorIn200 error) {
            visit.send(service.errorIn200(error.message()));
        } else {
            visit.drop();
        }
    }

    private void deliver(Visit visit, Reply reply, Strike strike) throws IOException, InterruptedException {
        Effect.After after = strike.effect(Effect.After.class).orElse(null);
        if (after instanceof Effect.StatusAfter status) {
            visit.send(Reply.html(status.code(), status.code() + " by the gateway"));
        } else if (after instanceof Effect.HtmlAfter) {
            visit.send(Reply.html(200, "Please sign in"));
        } else if (after instanceof Effect.Truncate cut) {
            visit.cut(reply, cut.framing());
        } else if (after instanceof Effect.ResetAfter) {
            visit.drop();
        } else {
            visit.send(reply);
        }
    }

    /** One call on its way; the log learns the status before the client can. */
    private record Visit(HttpExchange exchange, Request request, OpenCall call, long halfDelayNanos) {

        void delay() throws InterruptedException {
            if (halfDelayNanos > 0) {
                TimeUnit.NANOSECONDS.sleep(halfDelayNanos);
            }
        }

        void send(Reply reply) throws IOException, InterruptedException {
            delay();
            call.answered(reply.status());
            Delivery.whole(exchange, reply);
        }

        void cut(Reply reply, Effect.Framing framing) throws IOException, InterruptedException {
            delay();
            call.answered(reply.status());
            Delivery.half(exchange, reply, framing);
        }

        void drop() throws InterruptedException {
            delay();
            call.answered(0);
            Delivery.none(exchange);
        }
    }
}
