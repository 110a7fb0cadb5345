package io.contactsync.http;

import io.contactsync.http.wire.Wire;
import io.contactsync.http.wire.WireAnswer;
import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireCall;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The moment in which an attempt of one call goes out: what is settled before, and what is known of it after. */
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

    /** Sends the request once; nothing comes back when it did not go out. */
    Optional<WireAnswer> send(WireCall request, BooleanSupplier holdOff) throws InterruptedException {
        sent = false;
        Optional<WireAnswer> answer = client.transport().send(request, holdOff, client::throwIfEnded, this);
        if (beforeSendingFailure != null) {
            throw beforeSendingFailure;
        }
        return answer;
    }

    /** When the last attempt went out, in nanoseconds of the client's ticker; the given time if it did not. */
    long sentAt(long otherwise) {
        return sent ? sentAt : otherwise;
    }

    /** The service may have seen the attempt: what goes out next counts as its retry. */
    void markFailed() {
        previousAttemptFailed = true;
    }

    void clearFailure() {
        previousAttemptFailed = false;
    }

    /** The last thing before the request is written: the budget, what has to be on disk by then, the counts. */
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

    /** Before the next call is let in: it must not go out with a token that was refused. */
    @Override
    public void completed(WireAnswer answer) {
        if (answer instanceof Answered answered && answered.status() == 401) {
            endWithTokenRefused();
        }
    }

    /** Ends the run for all calls, because the token is not valid. */
    RunEnded endWithTokenRefused() {
        String name = client.options().name();
        return client.end(() -> new RunEnded.TokenRefused(name));
    }
}
