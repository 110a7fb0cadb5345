package io.contactsync.state;

/** The state cannot be read or written, so the run cannot continue. */
public class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for the operator. */
    public LedgerException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the operator. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another process has the job's ledger open: the job is already running. */
    public static final class InUse extends Unusable {

        private static final long serialVersionUID = 1L;

        /** Creates an exception with a message for the operator. */
        public InUse(String message) {
            super(message);
        }
    }

    /** The state cannot be opened. Nothing was done. */
    public static class Unusable extends LedgerException {

        private static final long serialVersionUID = 1L;

        /** Creates an exception with a message for the operator. */
        public Unusable(String message) {
            super(message);
        }

        /** Creates an exception with a message for the operator. */
        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
