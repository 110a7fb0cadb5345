package io.contactsync.ledger;

/** Another process has the job's ledger: the job is running already. */
public final class LedgerInUse extends LedgerUnusable {

    private static final long serialVersionUID = 1L;

    LedgerInUse(String message, Throwable cause) {
        super(message, cause);
    }
}
