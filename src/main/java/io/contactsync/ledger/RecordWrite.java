package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.ledger.db.StatementCache;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes records. The records of a group commit are applied together, which needs one query for all of them. */
record RecordWrite(List<? extends LedgerRecord> records) implements LedgerDatabase.Write {

    @Override
    public void execute(StatementCache statements) throws SQLException {
        Tables.apply(statements, records);
    }

    @Override
    public LedgerDatabase.@Nullable Write followedBy(LedgerDatabase.Write next) {
        if (!(next instanceof RecordWrite other)) {
            return null;
        }
        List<LedgerRecord> both = new ArrayList<>(records);
        both.addAll(other.records);
        return new RecordWrite(both);
    }
}
