package io.contactsync.http;

import java.time.Duration;

/** No call can be sent any more and the run cannot continue. The contact in progress is not lost. */
public abstract sealed class FatalApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private FatalApiException(String message) {
        super(message);
    }

    /** The server refused the token (401). */
    public static final class TokenRefused extends FatalApiException {

        private static final long serialVersionUID = 1L;

        TokenRefused(String client) {
            super(client + ": the token was refused (HTTP 401)");
        }
    }

    /** No call has succeeded for the maximum duration of an outage. */
    public static final class Outage extends FatalApiException {

        private static final long serialVersionUID = 1L;

        Outage(String client, Duration duration, String lastReason) {
            super(client + ": no call has succeeded for " + format(duration) + "; last failure: " + lastReason);
        }

        private static String format(Duration duration) {
            long seconds = duration.toSeconds();
            return seconds < 120 ? seconds + " s" : duration.toMinutes() + " min";
        }
    }

    /** A stop was requested, or the call budget is used up. */
    public static final class Stopped extends FatalApiException {

        private static final long serialVersionUID = 1L;

        Stopped(String reason) {
            super(reason);
        }
    }
}
