package io.contactsync.state;

/** The state cannot be read or written: the run cannot go on. */
public class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with the state.
     *
     * @param message a sentence for the operator
     */
    public LedgerException(String message) {
        super(message);
    }

    /**
     * Says what is wrong with the state, and what it came from.
     *
     * @param message a sentence for the operator
     * @param cause what the file system or the database said
     */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another process has the job's ledger: the job is running already. */
    public static final class InUse extends Unusable {

        private static final long serialVersionUID = 1L;

        /**
         * Says who has it.
         *
         * @param message a sentence for the operator
         */
        public InUse(String message) {
            super(message);
        }
    }

    /** The state cannot even be opened; nothing was done. */
    public static class Unusable extends LedgerException {

        private static final long serialVersionUID = 1L;

        /**
         * Says what is wrong with the state.
         *
         * @param message a sentence for the operator
         */
        public Unusable(String message) {
            super(message);
        }

        /**
         * Says what is wrong with the state, and what it came from.
         *
         * @param message a sentence for the operator
         * @param cause what the file system or the database said
         */
        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
