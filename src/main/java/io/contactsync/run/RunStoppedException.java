package io.contactsync.run;

/** A stop was requested, so nothing new is started. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception, without a stack trace. */
    public RunStoppedException() {
        super("stopped", null, false, false);
    }
}
