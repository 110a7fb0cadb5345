package io.contactsync.job;

/** The run was not begun, because it would do what nobody can have meant; nothing was sent. */
public final class RefusedToRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedToRun(String message) {
        super(message);
    }
}
