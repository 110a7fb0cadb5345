package io.contactsync.ledger.state;

/** The state cannot even be opened; nothing was done. */
public class LedgerUnusable extends LedgerFailed {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with the state.
     *
     * @param message a sentence for the operator
     */
    public LedgerUnusable(String message) {
        super(message);
    }

    /**
     * Says what is wrong with the state, and what it came from.
     *
     * @param message a sentence for the operator
     * @param cause what the file system or the database said
     */
    public LedgerUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
