package io.contactsync.http;

import io.contactsync.http.ApiCall.RetrySafety;
import io.contactsync.http.retry.Backoff;
import io.contactsync.http.retry.OutageWatch;
import io.contactsync.http.retry.RetryPolicy;
import io.contactsync.http.retry.RetryPolicy.ExpectedBody;
import io.contactsync.http.retry.Turn;
import io.contactsync.http.retry.Verdict;
import io.contactsync.http.retry.Verdict.Succeeded;
import io.contactsync.http.retry.Verdict.Retry;
import io.contactsync.http.retry.Verdict.Refused;
import io.contactsync.http.retry.Verdict.Throttled;
import io.contactsync.http.retry.Verdict.TokenRefused;
import io.contactsync.http.retry.Verdict.ServerEffect;
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

    private static final long EVIDENCE_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiClient client;
    private final ApiCall call;
    private final WireCall request;
    private final OutageWatch circuitBreaker;
    private final ApiOptions.RetryOptions retry;
    private final Departure attempt;
    private int failedAttempts;
    private int countedFailures;
    private boolean hasUncountedFailure;
    private long lastFailureAt;
    private String lastReason = "";

    Sending(ApiClient client, ApiCall call) {
        this.client = client;
        this.call = call;
        JsonNode body = call.body();
        this.request = new WireCall(
                call.method(), call.url(), body == null ? null : ByteString.of(JSON.writeValueAsBytes(body)));
        this.attempt = new Departure(client, call);
        this.circuitBreaker = client.circuitBreaker();
        this.retry = client.options().retry();
    }

    Reply execute() {
        try {
            Optional<Reply> reply = Optional.empty();
            while (reply.isEmpty()) {
                reply = next();
            }
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunEnded.Stopped(client.options().name() + ": interrupted");
        }
    }

    private Optional<Reply> next() throws InterruptedException {
        Turn turn = circuitBreaker.awaitPermission(client::throwIfEnded);
        return switch (turn) {
            case GIVE_UP -> throw endWithOutage();
            case PROBE -> {
                try {
                    yield probe();
                } finally {
                    circuitBreaker.probeFinished();
                }
            }
            // What failed in an outage that others saw end counts after all: the service was there.
            case PROCEED -> hasUncountedFailure ? countFailure(0) : sendOnce(circuitBreaker::isOpen);
        };
    }

    private Optional<Reply> probe() throws InterruptedException {
        Supplier<ApiCall> supplier = client.options().probe();
        if (supplier == null) {
            return sendOnce(() -> false);
        }
        client.newExecution(supplier.get()).sendOnce(() -> false);
        return Optional.empty();
    }

    private Optional<Reply> sendOnce(BooleanSupplier holdOff) throws InterruptedException {
        Optional<WireAnswer> answer = attempt.send(request, holdOff);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = RetryPolicy.judge(answer.get(), call.requiresJson() ? ExpectedBody.JSON : ExpectedBody.ANYTHING);
        if (verdict instanceof Succeeded done) {
            circuitBreaker.recordSuccess();
            return Optional.of(new Reply.Ok(done.body()));
        } else if (verdict instanceof Refused refused) {
            circuitBreaker.recordSuccess();
            return Optional.of(new Reply.Refused(refused.status(), redactToken(refused.message()), failedAttempts + 1));
        } else if (verdict instanceof TokenRefused) {
            throw attempt.endWithTokenRefused();
        } else if (verdict instanceof Throttled) {
            return onThrottled();
        }
        return onFailure((Retry) verdict);
    }

    private Optional<Reply> onThrottled() {
        client.counts().countThrottled();
        attempt.clearFailure();
        if (circuitBreaker.recordThrottled()) {
            throw endWithOutage();
        }
        return Optional.empty();
    }

    private Optional<Reply> onFailure(Retry failed) throws InterruptedException {
        long now = now();
        long since = failedAttempts > 0 ? lastFailureAt : attempt.sentAt(now) - EVIDENCE_PERIOD_NANOS;
        lastFailureAt = now;
        lastReason = failed.reason();
        failedAttempts++;
        boolean mayBeDone = failed.serverEffect() == ServerEffect.POSSIBLE;
        if (mayBeDone) {
            attempt.markFailed();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        client.throwIfEnded();
        boolean counts = circuitBreaker.recordFailure(since, lastReason);
        if (mayBeDone && call.retrySafety() == RetrySafety.ONLY_IF_UNSENT) {
            return Optional.of(new Reply.InDoubt(lastReason, failedAttempts));
        }
        hasUncountedFailure = !counts;
        return counts ? countFailure(failed.minDelay().toNanos()) : Optional.empty();
    }

    private Optional<Reply> countFailure(long notBeforeNanos) throws InterruptedException {
        hasUncountedFailure = false;
        countedFailures++;
        if (countedFailures >= retry.attempts()) {
            return Optional.of(new Reply.GaveUp(lastReason, failedAttempts));
        }
        long jitter = Backoff.BETWEEN_ATTEMPTS.fullJitterNanos(
                countedFailures, client.options().clocks().random());
        client.transport().queue().sleep(Math.max(jitter, notBeforeNanos), client::throwIfEnded);
        return Optional.empty();
    }

    private RunEnded endWithOutage() {
        String name = client.options().name();
        OutageWatch.Outage trouble = circuitBreaker.outage();
        return client.end(() -> new RunEnded.Outage(name, trouble.duration(), trouble.lastReason()));
    }

    private long now() {
        return client.options().clocks().ticker().nanoTime();
    }

    private String redactToken(String message) {
        return message.replace(client.options().token(), "[token]");
    }
}
