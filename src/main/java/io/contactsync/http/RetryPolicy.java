package io.contactsync.http;

import io.contactsync.http.AttemptResult.Answered;
import io.contactsync.http.AttemptResult.Body;
import io.contactsync.http.AttemptResult.Delivery;
import io.contactsync.http.AttemptResult.Empty;
import io.contactsync.http.AttemptResult.Json;
import io.contactsync.http.AttemptResult.Malformed;
import io.contactsync.http.AttemptResult.NoResponse;
import io.contactsync.http.RetryDecision.Refused;
import io.contactsync.http.RetryDecision.Retry;
import io.contactsync.http.RetryDecision.ServerEffect;
import io.contactsync.http.RetryDecision.Succeeded;
import io.contactsync.http.RetryDecision.Throttled;
import io.contactsync.http.RetryDecision.TokenRefused;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Decides which attempts are retried. This is the only place that does. */
final class RetryPolicy {

    private RetryPolicy() {}

    /** Whether a successful response may be empty. */
    public enum ExpectedBody {
        /** The response must contain JSON. */
        JSON,
        /** The response may be empty. */
        ANYTHING
    }

    /** Decides what the result of an attempt means for its call. */
    public static RetryDecision judge(AttemptResult result, ExpectedBody expectedBody) {
        if (result instanceof NoResponse noResponse) {
            // Network failures are transient: the next attempt may get through.
            ServerEffect effect =
                    noResponse.delivery() == Delivery.NOT_SENT ? ServerEffect.NONE : ServerEffect.POSSIBLE;
            return new Retry(noResponse.reason(), effect, Duration.ZERO);
        }
        Answered answered = (Answered) result;
        int status = answered.status();
        return switch (status) {
            case 401 -> new TokenRefused(); // no other call with this token can succeed
            case 408 -> retry(answered, "request timeout"); // the server did not receive the request in time
            case 429 -> new Throttled(); // says nothing about the call itself
            case 449 -> retry(answered, "retry with"); // the request is queued: a repeat works in a few seconds
            default ->
                switch (status / 100) {
                    case 2 -> judgeSuccess(answered, expectedBody);
                    case 3 -> retry(answered, "redirect not followed"); // usually from a proxy or a login page
                    case 4 -> new Refused(status, message(answered)); // understood and refused; a repeat cannot help
                    default -> retry(answered, "server error"); // usually transient
                };
        };
    }

    private static RetryDecision judgeSuccess(Answered answered, ExpectedBody expectedBody) {
        Body body = answered.body();
        if (body instanceof Json json) {
            return new Succeeded(json.node());
        } else if (body instanceof Malformed unreadable) {
            // A proxy's error page or a truncated response; the next one may be complete.
            return retry(answered, "the response " + unreadable.reason());
        } else if (answered.status() == 204 || expectedBody == ExpectedBody.ANYTHING) {
            return new Succeeded(MissingNode.getInstance());
        }
        return retry(answered, "the response is empty"); // handled like an unreadable one
    }

    private static Retry retry(Answered answered, String reason) {
        return new Retry(
                "HTTP " + answered.status() + ", " + reason,
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
        // Not cut here: what has to be removed from it could be cut in two, and then would not be recognised.
        return text;
    }
}
