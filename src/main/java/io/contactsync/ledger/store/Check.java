package io.contactsync.ledger.store;

import java.sql.SQLException;
import java.sql.Statement;

/** Looks at every row of a database before it is used. */
public interface Check {

    /**
     * Looks at them.
     *
     * @param statement to query with, row by row
     * @throws io.contactsync.ledger.state.LedgerFailed if a row is not what was written
     * @throws SQLException if they cannot be read
     */
    void of(Statement statement) throws SQLException;
}
