package io.contactsync.simulator.call;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of a call before it is judged.
 *
 * @param method the HTTP method
 * @param path raw path and query
 * @param kind what it asks for
 * @param channel the token's channel, "digivault" for DigiVault, empty for a token that is nobody's
 * @param contactId the contact that the path names, null when it names none
 */
public record Arrival(
        String method,
        String path,
        CallKind kind,
        String channel,
        @Nullable String contactId) {

    /** {@return whether the token belongs to a channel} */
    public boolean authorised() {
        return !channel.isEmpty();
    }
}
