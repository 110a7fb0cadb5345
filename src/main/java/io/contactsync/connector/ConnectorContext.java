package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.InFlightLimit;
import io.contactsync.http.RateLimit;
import java.net.URI;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run provides to the connectors that it opens. */
public interface ConnectorContext {

    /**
     * Opens a client, with the job's retry rules, the token's rate limiter and the run's call counters.
     *
     * @param server the API to call
     * @return the client, to be closed by the source or target that uses it
     */
    ApiClient openClient(Server server);

    /**
     * Signals that the run has to stop. A connector that waits must wait with this token, so that the wait ends then.
     */
    CancellationToken cancellation();

    /**
     * An API that a connector calls.
     *
     * @param name its name in messages, such as {@code HeyX channel support}
     * @param url its base URL, without a slash at its end
     * @param token the token that is sent with each call
     * @param rate its rate limit
     * @param inFlight how many calls may be in flight at once
     * @param probe a cheap read that shows whether it responds again after an outage; if null, failed calls are
     *     repeated
     */
    record Server(
            String name,
            URI url,
            Token token,
            RateLimit rate,
            InFlightLimit inFlight,
            @Nullable Supplier<ApiRequest> probe) {

        /**
         * Creates a server without a probe, whose number of calls in flight is adapted to its responses.
         *
         * @param callsPerMinute its rate limit, or empty if there is none
         * @param reserve calls per minute left to other users of the token
         */
        public static Server of(String name, URI url, Token token, OptionalInt callsPerMinute, int reserve) {
            RateLimit rate = callsPerMinute.isPresent()
                    ? new RateLimit.PerMinute(callsPerMinute.getAsInt(), reserve)
                    : new RateLimit.Unlimited();
            return new Server(name, url, token, rate, new InFlightLimit.Auto(), null);
        }

        /** Returns a copy with another limit of calls in flight. */
        public Server withInFlight(InFlightLimit limit) {
            return new Server(name, url, token, rate, limit, probe);
        }

        /** Returns a copy with a probe. */
        public Server withProbe(Supplier<ApiRequest> newProbe) {
            return new Server(name, url, token, rate, inFlight, newProbe);
        }
    }
}
