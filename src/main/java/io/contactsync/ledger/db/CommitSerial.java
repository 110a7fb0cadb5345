package io.contactsync.ledger.db;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The serial of a ledger's last commit, which is advanced by each commit of the writer and recorded outside the
 * database after it. So the recorded serial is never larger than that of the database, also after a kill at any moment.
 */
final class CommitSerial {

    private final SerialFile file;
    /** Used by the writer's thread only. A failed commit may have reached the disk, so its serial is not used again. */
    private long attempted;

    private volatile long committed;

    CommitSerial(SerialFile file, long last) {
        this.file = file;
        this.attempted = last;
        this.committed = last;
    }

    /** Advances the serial in the transaction that is about to be committed. */
    void advance(StatementCache statements) throws SQLException {
        attempted++;
        statements.execute(LedgerStamp.SET_SERIAL, Long.toString(attempted));
    }

    /** Records that the transaction is committed. */
    void committed() throws IOException {
        committed = attempted;
        file.committed(committed);
    }

    /** Returns the last commit, which the next sync covers. */
    long last() {
        return committed;
    }

    /** Records that a commit and all before it are on the disk. */
    void synced(long serial) throws IOException {
        file.synced(serial);
    }

    /** Records the checksum of the closed database file, whose content is on the disk. */
    void close(String checksum) throws IOException {
        file.closed(committed, checksum);
        file.close();
    }
}
