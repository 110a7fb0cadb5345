package io.contactsync.cli;

/** The job or contact that a command asks about is in no ledger of the state directory. */
final class UnknownJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownJobException(String message) {
        super(message);
    }

    /** The exception for a job that has never run. */
    public static UnknownJobException of(String job) {
        return new UnknownJobException("job '" + job + "' has never run with this state directory");
    }
}
