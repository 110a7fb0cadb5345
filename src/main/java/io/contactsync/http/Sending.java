package io.contactsync.http;

import io.contactsync.http.ApiCall.Repeat;
import io.contactsync.http.retry.Backoff;
import io.contactsync.http.retry.OutageWatch;
import io.contactsync.http.retry.RetryPolicy;
import io.contactsync.http.retry.RetryPolicy.Expects;
import io.contactsync.http.retry.Turn;
import io.contactsync.http.retry.Verdict;
import io.contactsync.http.retry.Verdict.Done;
import io.contactsync.http.retry.Verdict.Failed;
import io.contactsync.http.retry.Verdict.Refused;
import io.contactsync.http.retry.Verdict.Throttled;
import io.contactsync.http.retry.Verdict.TokenRefused;
import io.contactsync.http.retry.Verdict.Trace;
import io.contactsync.http.wire.WireAnswer;
import io.contactsync.http.wire.WireCall;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call on its way: attempt after attempt, until it is settled. Used by one thread. */
final class Sending {

    private static final long EVIDENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiClient client;
    private final ApiCall call;
    private final WireCall request;
    private final OutageWatch outages;
    private final ApiOptions.RetryOptions retry;
    private final Departure departure;
    private int attempts;
    private int counted;
    private boolean uncounted;
    private long lastFailure;
    private String lastReason = "";

    Sending(ApiClient client, ApiCall call) {
        this.client = client;
        this.call = call;
        JsonNode body = call.body();
        this.request = new WireCall(
                call.method(), call.url(), body == null ? null : ByteString.of(JSON.writeValueAsBytes(body)));
        this.departure = new Departure(client, call);
        this.outages = client.outages();
        this.retry = client.options().retry();
    }

    Reply untilSettled() {
        try {
            Optional<Reply> reply = Optional.empty();
            while (reply.isEmpty()) {
                reply = step();
            }
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunEnded.Stopped(client.options().name() + ": interrupted");
        }
    }

    private Optional<Reply> step() throws InterruptedException {
        Turn turn = outages.await(client::check);
        return switch (turn) {
            case TOO_LONG -> throw outage();
            case PROBE -> {
                try {
                    yield probe();
                } finally {
                    outages.probed();
                }
            }
            // What failed in an outage that others saw end counts after all: the service was there.
            case CLEAR -> uncounted ? countFailure(0) : attempt(outages::isAway);
        };
    }

    private Optional<Reply> probe() throws InterruptedException {
        Supplier<ApiCall> supplier = client.options().probe();
        if (supplier == null) {
            return attempt(() -> false);
        }
        client.begin(supplier.get()).attempt(() -> false);
        return Optional.empty();
    }

    private Optional<Reply> attempt(BooleanSupplier holdOff) throws InterruptedException {
        Optional<WireAnswer> answer = departure.through(request, holdOff);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = RetryPolicy.judge(answer.get(), call.needsJson() ? Expects.JSON : Expects.ANYTHING);
        if (verdict instanceof Done done) {
            outages.succeeded();
            return Optional.of(new Reply.Ok(done.body()));
        } else if (verdict instanceof Refused refused) {
            outages.succeeded();
            return Optional.of(new Reply.Refused(refused.status(), withoutToken(refused.message()), attempts + 1));
        } else if (verdict instanceof TokenRefused) {
            throw departure.tokenRefused();
        } else if (verdict instanceof Throttled) {
            return throttled();
        }
        return failed((Failed) verdict);
    }

    private Optional<Reply> throttled() {
        client.counts().countThrottled();
        departure.forgetFailure();
        if (outages.throttledTooLong()) {
            throw outage();
        }
        return Optional.empty();
    }

    private Optional<Reply> failed(Failed failed) throws InterruptedException {
        long now = now();
        long since = attempts > 0 ? lastFailure : departure.sentAt(now) - EVIDENCE_NANOS;
        lastFailure = now;
        lastReason = failed.reason();
        attempts++;
        boolean mayBeDone = failed.trace() == Trace.PERHAPS;
        if (mayBeDone) {
            departure.noteFailure();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        client.check();
        boolean counts = outages.failed(since, lastReason);
        if (mayBeDone && call.repeat() == Repeat.ONLY_IF_UNSENT) {
            return Optional.of(new Reply.InDoubt(lastReason, attempts));
        }
        uncounted = !counts;
        return counts ? countFailure(failed.notBefore().toNanos()) : Optional.empty();
    }

    private Optional<Reply> countFailure(long notBeforeNanos) throws InterruptedException {
        uncounted = false;
        counted++;
        if (counted >= retry.attempts()) {
            return Optional.of(new Reply.GaveUp(lastReason, attempts));
        }
        long jitter = Backoff.OF_CALLS.fullJitterNanos(
                counted, client.options().clocks().random());
        client.wire().line().rest(Math.max(jitter, notBeforeNanos), client::check);
        return Optional.empty();
    }

    private RunEnded outage() {
        String name = client.options().name();
        OutageWatch.Trouble trouble = outages.trouble();
        return client.end(() -> new RunEnded.Outage(name, trouble.lasts(), trouble.reason()));
    }

    private long now() {
        return client.options().clocks().ticker().nanoTime();
    }

    private String withoutToken(String message) {
        return message.replace(client.options().token(), "[token]");
    }
}
