package io.contactsync.simulator.heyx;

/** An error response of HeyX: the status, and the message of the error envelope. */
final class HeyxError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    HeyxError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** {@return the documented general error (heyx-contacts.md, "General (HTTP Status → 403)")} */
    static HeyxError forbidden(String message) {
        return new HeyxError(403, message);
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
