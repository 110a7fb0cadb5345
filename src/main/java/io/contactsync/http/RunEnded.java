package io.contactsync.http;

import java.time.Duration;

/** Why no call can be sent any more: the run cannot go on, and whoever called has lost nothing. */
public abstract sealed class RunEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RunEnded(String message) {
        super(message);
    }

    /** The server does not accept the token (401). */
    public static final class TokenRefused extends RunEnded {

        private static final long serialVersionUID = 1L;

        TokenRefused(String client) {
            super(client + ": the token was refused (HTTP 401)");
        }
    }

    /** Nothing has succeeded for as long as an outage may last. */
    public static final class Outage extends RunEnded {

        private static final long serialVersionUID = 1L;

        Outage(String client, Duration lasted, String reason) {
            super(client + ": no call has succeeded for " + format(lasted) + "; the last: " + reason);
        }

        private static String format(Duration lasted) {
            long seconds = lasted.toSeconds();
            return seconds < 120 ? seconds + " s" : lasted.toMinutes() + " min";
        }
    }

    /** The run was asked to stop, or may send no more calls. */
    public static final class Stopped extends RunEnded {

        private static final long serialVersionUID = 1L;

        Stopped(String reason) {
            super(reason);
        }
    }
}
