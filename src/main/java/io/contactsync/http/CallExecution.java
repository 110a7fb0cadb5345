package io.contactsync.http;

import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.AttemptResult.Answered;
import io.contactsync.http.RetryDecision.Refused;
import io.contactsync.http.RetryDecision.Retry;
import io.contactsync.http.RetryDecision.ServerEffect;
import io.contactsync.http.RetryDecision.Succeeded;
import io.contactsync.http.RetryDecision.Throttled;
import io.contactsync.http.RetryDecision.TokenRefused;
import io.contactsync.http.RetryPolicy.ExpectedBody;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes one call: sends attempt after attempt until there is a result. Used by one thread.
 *
 * <p>As the listener of its attempts it applies the last checks and counts each attempt before it is written.
 */
final class CallExecution implements HttpTransport.AttemptListener {

    private static final long EVIDENCE_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiClient client;
    private final ApiRequest call;
    private final TransportRequest request;
    private final CircuitBreaker circuitBreaker;
    private final ApiClientOptions.RetryOptions retry;
    private @Nullable RuntimeException beforeSendingFailure;
    private boolean sent;
    private long sentAt;
    private boolean nextIsRetry;
    private int failedAttempts;
    private int countedFailures;
    private boolean hasUncountedFailure;
    private long lastFailureAt;
    private String lastReason = "";

    CallExecution(ApiClient client, ApiRequest call) {
        this.client = client;
        this.call = call;
        JsonNode body = call.body();
        this.request = new TransportRequest(
                call.method(), call.url(), body == null ? null : ByteString.of(JSON.writeValueAsBytes(body)));
        this.circuitBreaker = client.circuitBreaker();
        this.retry = client.options().retry();
    }

    ApiResult execute() {
        try {
            Optional<ApiResult> result = Optional.empty();
            while (result.isEmpty()) {
                result = switch (circuitBreaker.awaitPermission(client::throwIfEnded)) {
                    case GIVE_UP -> throw endWithOutage();
                    case PROBE -> {
                        try {
                            yield probe();
                        } finally {
                            circuitBreaker.probeFinished();
                        }
                    }
                    // If another call's success ended the outage, the service was available: the failure counts.
                    case PROCEED -> hasUncountedFailure ? countFailure(0) : sendOnce(circuitBreaker::isOpen);
                };
            }
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FatalApiException.Stopped(client.options().name() + ": interrupted");
        }
    }

    private Optional<ApiResult> probe() throws InterruptedException {
        Supplier<ApiRequest> supplier = client.options().probe();
        if (supplier == null) {
            return sendOnce(() -> false);
        }
        client.newExecution(supplier.get()).sendOnce(() -> false);
        return Optional.empty();
    }

    private Optional<ApiResult> sendOnce(BooleanSupplier holdOff) throws InterruptedException {
        sent = false;
        Optional<AttemptResult> result = client.transport().send(request, holdOff, client::throwIfEnded, this);
        if (beforeSendingFailure != null) {
            throw beforeSendingFailure;
        }
        if (result.isEmpty()) {
            return Optional.empty();
        }
        RetryDecision decision =
                RetryPolicy.judge(result.get(), call.requiresJson() ? ExpectedBody.JSON : ExpectedBody.ANYTHING);
        if (decision instanceof Succeeded succeeded) {
            circuitBreaker.recordSuccess();
            return Optional.of(new ApiResult.Ok(succeeded.body()));
        } else if (decision instanceof Refused refused) {
            circuitBreaker.recordSuccess();
            return Optional.of(
                    new ApiResult.Refused(refused.status(), client.redactToken(refused.message()), failedAttempts + 1));
        } else if (decision instanceof TokenRefused) {
            throw endWithTokenRefused();
        } else if (decision instanceof Throttled) {
            return onThrottled();
        }
        return onFailure((Retry) decision);
    }

    private Optional<ApiResult> onThrottled() {
        client.counts().countThrottled();
        nextIsRetry = false;
        if (circuitBreaker.recordThrottled()) {
            throw endWithOutage();
        }
        return Optional.empty();
    }

    private Optional<ApiResult> onFailure(Retry failure) throws InterruptedException {
        long now = now();
        long evidenceSince = failedAttempts > 0 ? lastFailureAt : (sent ? sentAt : now) - EVIDENCE_PERIOD_NANOS;
        lastFailureAt = now;
        lastReason = failure.reason();
        failedAttempts++;
        boolean mayBeProcessed = failure.serverEffect() == ServerEffect.POSSIBLE;
        if (mayBeProcessed) {
            nextIsRetry = true;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        client.throwIfEnded();
        boolean counts = circuitBreaker.recordFailure(evidenceSince, lastReason);
        if (mayBeProcessed && call.retrySafety() == RetrySafety.ONLY_IF_UNSENT) {
            return Optional.of(new ApiResult.InDoubt(lastReason, failedAttempts));
        }
        hasUncountedFailure = !counts;
        return counts ? countFailure(failure.minDelay().toNanos()) : Optional.empty();
    }

    private Optional<ApiResult> countFailure(long minDelayNanos) throws InterruptedException {
        hasUncountedFailure = false;
        countedFailures++;
        if (countedFailures >= retry.attempts()) {
            return Optional.of(new ApiResult.GaveUp(lastReason, failedAttempts));
        }
        long jitter = Backoff.BETWEEN_ATTEMPTS.fullJitterNanos(
                countedFailures, client.options().clocks().random());
        client.transport().queue().sleep(Math.max(jitter, minDelayNanos), client::throwIfEnded);
        return Optional.empty();
    }

    /** Checks the call budget, runs the call's {@code beforeSending} action and counts the attempt. */
    @Override
    public boolean beforeWrite() {
        if (client.mustNotSend() || !client.stop().tryTakeCall()) {
            return false;
        }
        try {
            call.beforeSending().run();
        } catch (RuntimeException e) {
            beforeSendingFailure = e;
            return false;
        }
        sent = true;
        sentAt = now();
        client.transport().metrics().recordCall(sentAt);
        client.counts().countAttempt(call.kind());
        if (nextIsRetry) {
            client.counts().countRetry();
        }
        return true;
    }

    /** Ends the client on a 401 before the next call is admitted, so that no other call uses the refused token. */
    @Override
    public void completed(AttemptResult result) {
        if (result instanceof Answered answered && answered.status() == 401) {
            endWithTokenRefused();
        }
    }

    private FatalApiException endWithTokenRefused() {
        String name = client.options().name();
        return client.end(() -> new FatalApiException.TokenRefused(name));
    }

    private FatalApiException endWithOutage() {
        String name = client.options().name();
        CircuitBreaker.Outage outage = circuitBreaker.outage();
        return client.end(() -> new FatalApiException.Outage(name, outage.duration(), outage.lastReason()));
    }

    private long now() {
        return client.options().clocks().ticker().nanoTime();
    }
}
