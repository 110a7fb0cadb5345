package io.contactsync.ledger.state;

/** Another process has the job's ledger: the job is running already. */
public final class LedgerInUse extends LedgerUnusable {

    private static final long serialVersionUID = 1L;

    /**
     * Says who has it.
     *
     * @param message a sentence for the operator
     */
    public LedgerInUse(String message) {
        super(message);
    }
}
