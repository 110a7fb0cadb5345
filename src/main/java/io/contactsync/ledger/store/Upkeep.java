package io.contactsync.ledger.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** What the one writer of a database does beside writing. */
interface Upkeep {

    /** Opens a connection to write through. */
    Connection connect() throws SQLException;

    /** Tells whether the file has become so long that it has to be compacted. */
    boolean isDue() throws IOException;

    /** Compacts the file while nobody uses the database; the writer has closed its connection. */
    void compact() throws SQLException, IOException;
}
