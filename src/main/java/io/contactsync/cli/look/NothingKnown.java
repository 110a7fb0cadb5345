package io.contactsync.cli.look;

/** What was asked for is in no ledger. */
public final class NothingKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingKnown(String message) {
        super(message);
    }

    /**
     * Says that a job has no past.
     *
     * @param job the job's name
     * @return the exception, to be thrown
     */
    public static NothingKnown of(String job) {
        return new NothingKnown("job '" + job + "' has never run with this state directory");
    }
}
