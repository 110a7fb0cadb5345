package io.contactsync.cli.look;

/** The job or contact that a command asks about is in no ledger of the state directory. */
public final class NothingKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingKnown(String message) {
        super(message);
    }

    /** The exception for a job that has never run. */
    public static NothingKnown of(String job) {
        return new NothingKnown("job '" + job + "' has never run with this state directory");
    }
}
