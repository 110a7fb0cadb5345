package io.contactsync.simulator.call;

import org.jspecify.annotations.Nullable;

/**
 * One call as the log keeps it.
 *
 * @param sequence 1 for the first call of the service since the log was reset
 * @param arrivalNanos when it arrived, nanoseconds since 1970, by a clock that never steps back
 * @param arrivalMillis the same in milliseconds
 * @param method the HTTP method
 * @param kind what it asked for
 * @param path raw path and query
 * @param status what was answered; 0 while nothing was, or when the connection was dropped instead
 * @param channel the token's channel, "digivault" for DigiVault, empty for a token that is nobody's
 * @param parts fields or tags in the body
 * @param contactId the contact that it was about, null when there was none
 * @param fault the faults that struck it, joined by "+", null when none did
 */
public record Call(
        long sequence,
        long arrivalNanos,
        long arrivalMillis,
        String method,
        CallKind kind,
        String path,
        int status,
        String channel,
        int parts,
        @Nullable String contactId,
        @Nullable String fault) {}
