package io.contactsync.job;

/** The run was asked to stop: nothing new is begun. */
final class StoppedEarly extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedEarly() {
        super("stopped", null, false, false);
    }
}
