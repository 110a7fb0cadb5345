package io.contactsync.connector;

import io.contactsync.contact.target.Target;
import io.contactsync.http.ApiClient;
import org.jspecify.annotations.Nullable;

/**
 * An open channel of a target.
 *
 * @param target the channel as a target, which closes the client
 * @param client sends its calls, or null for a target without calls, which then gets one contact at a time
 */
public record TargetConnection(Target target, @Nullable ApiClient client) {

    /**
     * A target without calls.
     *
     * @param target the target
     * @return a connection without a client
     */
    public static TargetConnection local(Target target) {
        return new TargetConnection(target, null);
    }
}
