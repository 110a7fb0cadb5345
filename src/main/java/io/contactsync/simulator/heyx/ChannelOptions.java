package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.CallLimit;

/**
 * Settings of one HeyX channel.
 *
 * @param name the name in the control endpoints and in the call log
 * @param token the bearer token
 * @param viber whether ids contain any characters and are Base64-encoded in paths
 * @param limit the rate limit of the token
 */
public record ChannelOptions(String name, String token, boolean viber, CallLimit limit) {

    /** {@return a channel with 200 calls per minute, the token "heyx-token-NAME" and no Viber ids} */
    public static ChannelOptions named(String name) {
        return new ChannelOptions(name, "heyx-token-" + name, false, CallLimit.perMinute(200));
    }

    ContactIdFormat ids() {
        return viber ? ContactIdFormat.viber(name) : ContactIdFormat.plain(name);
    }

    /** {@return a copy with Viber ids} */
    public ChannelOptions asViber() {
        return new ChannelOptions(name, token, true, limit);
    }

    public ChannelOptions withToken(String newToken) {
        return new ChannelOptions(name, newToken, viber, limit);
    }

    public ChannelOptions withLimit(CallLimit newLimit) {
        return new ChannelOptions(name, token, viber, newLimit);
    }
}
