package io.contactsync.ledger.state;

/** The state cannot be read or written: the run cannot go on. */
public class LedgerFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with the state.
     *
     * @param message a sentence for the operator
     */
    public LedgerFailed(String message) {
        super(message);
    }

    /**
     * Says what is wrong with the state, and what it came from.
     *
     * @param message a sentence for the operator
     * @param cause what the file system or the database said
     */
    public LedgerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
