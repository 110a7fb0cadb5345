package io.contactsync.ledger.store;

import java.sql.SQLException;

/** One or more statements that belong together. It may be called twice, when another one of its group has failed. */
public interface Write {

    /**
     * Executes them.
     *
     * @param statements where to
     * @throws SQLException if the database refuses one; then none is written
     */
    void to(Statements statements) throws SQLException;
}
