package io.contactsync.http.retry;

import io.contactsync.http.retry.Verdict.Succeeded;
import io.contactsync.http.retry.Verdict.Retry;
import io.contactsync.http.retry.Verdict.Refused;
import io.contactsync.http.retry.Verdict.Throttled;
import io.contactsync.http.retry.Verdict.TokenRefused;
import io.contactsync.http.retry.Verdict.ServerEffect;
import io.contactsync.http.wire.WireAnswer;
import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireAnswer.Body;
import io.contactsync.http.wire.WireAnswer.Empty;
import io.contactsync.http.wire.WireAnswer.Json;
import io.contactsync.http.wire.WireAnswer.NoResponse;
import io.contactsync.http.wire.WireAnswer.Delivery;
import io.contactsync.http.wire.WireAnswer.Unreadable;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The one place that says which attempts are tried again, and why. */
public final class RetryPolicy {

    private static final int MAX_MESSAGE_LENGTH = 500;

    private RetryPolicy() {}

    /** Whether an empty answer will do. */
    public enum ExpectedBody {
        /** The answer must carry JSON. */
        JSON,
        /** It may be empty. */
        ANYTHING
    }

    /**
     * Judges an attempt.
     *
     * @param answer how it ended
     * @param expects what the call needs
     * @return what that means
     */
    public static Verdict judge(WireAnswer answer, ExpectedBody expects) {
        if (answer instanceof NoResponse lost) {
            // Nobody answered: the next attempt may find the way.
            return new Retry(lost.reason(), lost.delivery() == Delivery.NOT_SENT ? ServerEffect.NONE : ServerEffect.POSSIBLE, Duration.ZERO);
        }
        Answered answered = (Answered) answer;
        int status = answered.status();
        return switch (status) {
            case 401 -> new TokenRefused(); // no call with this token will ever do better
            case 408 -> retry(answered, "request timeout"); // the server tired of waiting, not of us
            case 429 -> new Throttled(); // says nothing about the call itself
            case 449 -> retry(answered, "retry with"); // "in the queue": there in a few seconds
            default ->
                switch (status / 100) {
                    case 2 -> judgeSuccess(answered, expects);
                    case 3 -> retry(answered, "redirected elsewhere"); // never followed: a proxy's or a login page's
                    case 4 -> new Refused(status, message(answered)); // it was understood; it will not be liked better
                    default -> retry(answered, "server error"); // the server's trouble, which passes
                };
        };
    }

    private static Verdict judgeSuccess(Answered answered, ExpectedBody expects) {
        Body body = answered.body();
        if (body instanceof Json json) {
            return new Succeeded(json.node());
        } else if (body instanceof Unreadable unreadable) {
            // A page in front of the server, or an answer cut on its way: the next one may be whole.
            return retry(answered, "its answer " + unreadable.reason());
        } else if (answered.status() == 204 || expects == ExpectedBody.ANYTHING) {
            return new Succeeded(MissingNode.getInstance());
        }
        return retry(answered, "its answer is empty"); // as an unreadable one
    }

    private static Retry retry(Answered answered, String what) {
        return new Retry(
                "HTTP " + answered.status() + ", " + what,
                ServerEffect.POSSIBLE,
                answered.usableRetryAfter().orElse(Duration.ZERO));
    }

    private static String message(Answered answered) {
        String text = "";
        if (answered.body() instanceof Json json) {
            JsonNode message = json.node().path("message");
            text = message.isString() ? message.asString().strip() : "";
        }
        if (text.isEmpty()) {
            return "HTTP " + answered.status()
                    + (answered.body() instanceof Empty ? " without a message" : " without a readable message");
        }
        return text.length() <= MAX_MESSAGE_LENGTH ? text : text.substring(0, MAX_MESSAGE_LENGTH);
    }
}
