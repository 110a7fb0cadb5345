package io.contactsync.heyx;

import io.contactsync.connector.TargetChannel;
import io.contactsync.connector.Token;
import java.util.List;
import java.util.OptionalInt;

/**
 * A HeyX inbox.
 *
 * @param name its name in ledger and results, {@code [a-z0-9-]{1,60}}
 * @param token its token
 * @param callsPerMinute the limit, or nothing when there is none
 * @param reserve calls per minute left to other users of the token, less than the limit
 * @param viber whether it is a Viber channel, whose ids are sent in Base64
 * @param when the expression that says which contacts belong to it
 */
public record HeyxChannel(
        String name, Token token, OptionalInt callsPerMinute, int reserve, boolean viber, String when) {

    TargetChannel asTargetChannel() {
        OptionalInt usable = callsPerMinute.isPresent()
                ? OptionalInt.of(Math.max(1, callsPerMinute.getAsInt() - reserve))
                : OptionalInt.empty();
        return new TargetChannel(name, when, usable, List.of(token.secret()));
    }
}
