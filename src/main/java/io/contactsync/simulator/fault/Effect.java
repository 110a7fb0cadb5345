package io.contactsync.simulator.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What goes wrong with a call. */
public sealed interface Effect {

    /** Nothing is done, and this is answered. */
    sealed interface Instead extends Effect {}

    /** The work itself goes differently. */
    sealed interface During extends Effect {}

    /** All is done, and then this happens to the answer. */
    sealed interface After extends Effect {}

    /** Waits before anything is done, then goes on as usual. */
    record HangBefore(Duration length) implements Effect {}

    /** Waits when all is done and the answer is not yet sent, then goes on as usual. */
    record HangAfter(Duration length) implements Effect {}

    record Status(int code, String body, Map<String, String> headers) implements Instead {}

    record ResetBefore() implements Instead {}

    record HtmlBefore() implements Instead {}

    record Redirect(String url, int code) implements Instead {}

    /** A 200 whose body says status "error". */
    record ErrorIn200(String message) implements Instead {}

    /** HeyX: a contact that the call creates is not found by lookups for so long. */
    record Invisible(Duration length) implements During {}

    /** DigiVault: has_more is true and data is empty. */
    record Endless() implements During {}

    /** DigiVault: the list starts from its first contact whatever the cursor says. */
    record IgnoreCursor() implements During {}

    /** DigiVault: the page begins with the cursor's own contact, which the last page had. */
    record Repeat() implements During {}

    record StatusAfter(int code) implements After {}

    record ResetAfter() implements After {}

    record HtmlAfter() implements After {}

    /** The body ends in its middle. */
    record Truncate(Framing framing) implements After {}

    /** How a body that is cut off was announced. */
    enum Framing {
        CONTENT_LENGTH,
        CHUNKED
    }

    /** {@return the name in the control endpoint and the log, such as RESET_AFTER} */
    default String label() {
        return getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z0-9])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
