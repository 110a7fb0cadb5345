package io.contactsync.connector;

import io.contactsync.http.ApiCall;
import io.contactsync.http.InFlight;
import io.contactsync.http.Rate;
import java.net.URI;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
public record ApiServer(
        String name,
        URI url,
        Token token,
        Rate rate,
        InFlight inFlight,
        @Nullable Supplier<ApiCall> probe) {

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
    public static ApiServer of(String name, URI url, Token token, OptionalInt callsPerMinute, int reserve) {
        Rate rate = callsPerMinute.isPresent()
                ? new Rate.PerMinute(callsPerMinute.getAsInt(), reserve)
                : new Rate.Unlimited();
        return new ApiServer(name, url, token, rate, new InFlight.Auto(), null);
    }

    /**
     * The same API with another number of calls in flight.
     *
     * @param changed how many
     * @return a changed copy
     */
    public ApiServer withInFlight(InFlight changed) {
        return new ApiServer(name, url, token, rate, changed, probe);
    }

    /**
     * The same API with a probe.
     *
     * @param changed a cheap read
     * @return a changed copy
     */
    public ApiServer withProbe(Supplier<ApiCall> changed) {
        return new ApiServer(name, url, token, rate, inFlight, changed);
    }
}
