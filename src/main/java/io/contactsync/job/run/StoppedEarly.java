package io.contactsync.job.run;

/** The run was asked to stop: nothing new is begun. */
public final class StoppedEarly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A stop that was asked for. */
    public StoppedEarly() {
        super("stopped", null, false, false);
    }
}
