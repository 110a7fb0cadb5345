package io.contactsync.simulator.call;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the call log.
 *
 * @param sequence 1 for the first call of the service since the log was reset
 * @param arrivalNanos the arrival time in nanoseconds since 1970, from a monotonic clock
 * @param arrivalMillis the same in milliseconds
 * @param path the raw path and query
 * @param status the status of the response; 0 before it is sent, or if the connection was dropped
 * @param channel the token's channel, "digivault" for DigiVault, empty for an unknown token
 * @param parts the number of fields or tags in the body
 * @param contactId the contact that was named in the path or created, null if there is none
 * @param fault the faults that were triggered, joined by "+", null if there were none
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
