package io.contactsync.simulator.heyx;

import io.contactsync.simulator.heyx.inbox.ContactIds;
import io.contactsync.simulator.limit.Limit;

/**
 * One HeyX inbox.
 *
 * @param name its name in URLs of the control endpoints and in the log
 * @param token its bearer token
 * @param viber whether its ids are any text, Base64 encoded in paths
 * @param limit calls that the token may make
 */
public record ChannelOptions(String name, String token, boolean viber, Limit limit) {

    /** {@return an ordinary channel of 200 calls a minute whose token is "heyx-token-NAME"} */
    public static ChannelOptions named(String name) {
        return new ChannelOptions(name, "heyx-token-" + name, false, Limit.perMinute(200));
    }

    ContactIds ids() {
        return viber ? ContactIds.viber(name) : ContactIds.plain(name);
    }

    /** {@return the same as a Viber channel} */
    public ChannelOptions asViber() {
        return new ChannelOptions(name, token, true, limit);
    }

    public ChannelOptions withToken(String newToken) {
        return new ChannelOptions(name, newToken, viber, limit);
    }

    public ChannelOptions withLimit(Limit newLimit) {
        return new ChannelOptions(name, token, viber, newLimit);
    }
}
