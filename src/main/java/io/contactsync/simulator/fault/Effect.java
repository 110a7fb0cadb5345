package io.contactsync.simulator.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What a fault does to a call. */
public sealed interface Effect {

    /** The request is not handled; the effect replaces the response. */
    sealed interface BeforeHandling extends Effect {}

    /** The request is handled differently. */
    sealed interface DuringHandling extends Effect {}

    /** The request is handled, then the effect applies to the response. */
    sealed interface AfterHandling extends Effect {}

    /** Waits before the request is handled, then continues normally. */
    record HangBefore(Duration length) implements Effect {}

    /** Waits after the request is handled and before the response is sent, then continues normally. */
    record HangAfter(Duration length) implements Effect {}

    record Status(int code, String body, Map<String, String> headers) implements BeforeHandling {}

    record ResetBefore() implements BeforeHandling {}

    record HtmlBefore() implements BeforeHandling {}

    record Redirect(String url, int code) implements BeforeHandling {}

    /** Status 200 with a body that reports status "error". */
    record ErrorIn200(String message) implements BeforeHandling {}

    /** HeyX: lookups do not find a contact that the call creates for this time. */
    record Invisible(Duration length) implements DuringHandling {}

    /** DigiVault: an empty page with {@code has_more} true. */
    record Endless() implements DuringHandling {}

    /** DigiVault: the list ignores the cursor and starts at its first contact. */
    record IgnoreCursor() implements DuringHandling {}

    /** DigiVault: the page starts with the cursor's own contact, which the previous page contained. */
    record Repeat() implements DuringHandling {}

    record StatusAfter(int code) implements AfterHandling {}

    record ResetAfter() implements AfterHandling {}

    record HtmlAfter() implements AfterHandling {}

    /** Half of the body is sent, then the connection is dropped. */
    record Truncate(Framing framing) implements AfterHandling {}

    /** How the length of a truncated body is announced. */
    enum Framing {
        CONTENT_LENGTH,
        CHUNKED
    }

    /** {@return the name in the control endpoints and the log, such as RESET_AFTER} */
    default String label() {
        return getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z0-9])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
