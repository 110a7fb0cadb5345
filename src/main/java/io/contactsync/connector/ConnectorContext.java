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
     * @return the client, to be closed by the connection that uses it
     */
    ApiClient openClient(Server server);

    /**
     * Tells when the run has to stop.
     *
     * @return the signal; a connector that waits must wait with it
     */
    CancellationToken cancellation();

    /**
     * An API that a connector calls.
     *
     * @param name its name in messages, such as {@code HeyX channel support}
     * @param url its base URL, without a slash at its end
     * @param token the token that its calls carry
     * @param rate how many calls it accepts
     * @param inFlight how many calls may be in flight at once
     * @param probe a cheap read that shows whether it answers again after an outage; null: failed calls are repeated
     */
    record Server(
            String name,
            URI url,
            Token token,
            RateLimit rate,
            InFlightLimit inFlight,
            @Nullable Supplier<ApiRequest> probe) {

        /**
         * An API with a number of calls in flight that is found by measuring, and without a probe.
         *
         * @param name its name in messages
         * @param url its base URL
         * @param token the token that its calls carry
         * @param callsPerMinute its rate limit, or nothing when there is none
         * @param reserve calls per minute left to other users of the token
         * @return the API
         */
        public static Server of(String name, URI url, Token token, OptionalInt callsPerMinute, int reserve) {
            RateLimit rate = callsPerMinute.isPresent()
                    ? new RateLimit.PerMinute(callsPerMinute.getAsInt(), reserve)
                    : new RateLimit.Unlimited();
            return new Server(name, url, token, rate, new InFlightLimit.Auto(), null);
        }

        /**
         * The same API with another number of calls in flight.
         *
         * @param changed how many
         * @return a changed copy
         */
        public Server withInFlight(InFlightLimit changed) {
            return new Server(name, url, token, rate, changed, probe);
        }

        /**
         * The same API with a probe.
         *
         * @param changed a cheap read
         * @return a changed copy
         */
        public Server withProbe(Supplier<ApiRequest> changed) {
            return new Server(name, url, token, rate, inFlight, changed);
        }
    }
}
