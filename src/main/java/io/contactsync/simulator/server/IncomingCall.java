package io.contactsync.simulator.server;

import org.jspecify.annotations.Nullable;

/**
 * A call as it arrives, before its token and the limit are checked.
 *
 * @param path the raw path and query
 * @param channel the token's channel, "digivault" for DigiVault, empty for an unknown token
 * @param contactId the contact id in the path, null if there is none
 */
public record IncomingCall(
        String method,
        String path,
        EndpointKind kind,
        String channel,
        @Nullable String contactId) {

    /** {@return whether the token is known} */
    public boolean isAuthorized() {
        return !channel.isEmpty();
    }
}
