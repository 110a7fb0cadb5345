package io.contactsync.http;

import io.contactsync.http.wire.Wire;
import io.contactsync.http.wire.WireAnswer;
import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireCall;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sends the attempts of one call: applies the checks and counts before each is written, and records when it was. */
final class Departure implements Wire.AttemptListener {

    private final ApiClient client;
    private final ApiCall call;
    private @Nullable RuntimeException beforeSendingFailure;
    private boolean previousAttemptFailed;
    private boolean sent;
    private long sentAt;

    Departure(ApiClient client, ApiCall call) {
        this.client = client;
        this.call = call;
    }

    /** Sends the request once; empty if it was not sent. */
    Optional<WireAnswer> send(WireCall request, BooleanSupplier holdOff) throws InterruptedException {
        sent = false;
        Optional<WireAnswer> answer = client.transport().send(request, holdOff, client::throwIfEnded, this);
        if (beforeSendingFailure != null) {
            throw beforeSendingFailure;
        }
        return answer;
    }

    /** When the last attempt was written, in nanoseconds of the client's ticker; the given default if it was not. */
    long sentAt(long defaultValue) {
        return sent ? sentAt : defaultValue;
    }

    /** Records that the server may have seen the attempt, so that the next one counts as a retry. */
    void markFailed() {
        previousAttemptFailed = true;
    }

    void clearFailure() {
        previousAttemptFailed = false;
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
        sentAt = client.options().clocks().ticker().nanoTime();
        client.transport().metrics().recordCall(sentAt);
        client.counts().countAttempt(call.kind());
        if (previousAttemptFailed) {
            client.counts().countRetry();
        }
        return true;
    }

    /** Ends the client on a 401 before the next call is admitted, so that no other call uses the refused token. */
    @Override
    public void completed(WireAnswer answer) {
        if (answer instanceof Answered answered && answered.status() == 401) {
            endWithTokenRefused();
        }
    }

    /** Ends the client for all its users because the token is not valid. */
    RunEnded endWithTokenRefused() {
        String name = client.options().name();
        return client.end(() -> new RunEnded.TokenRefused(name));
    }
}
