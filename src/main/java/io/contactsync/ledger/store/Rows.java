package io.contactsync.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes something of the rows that a query has found.
 *
 * @param <T> what it makes
 */
public interface Rows<T> {

    /**
     * Reads the rows.
     *
     * @param rows the rows, before the first
     * @return what they say
     * @throws SQLException if they cannot be read
     */
    T read(ResultSet rows) throws SQLException;
}
