package io.contactsync.run;

/** The run was asked to stop: nothing new is begun. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A stop that was asked for. */
    public RunStoppedException() {
        super("stopped", null, false, false);
    }
}
