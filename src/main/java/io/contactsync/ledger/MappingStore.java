package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.util.Optional;

/** Stores the mapping of each run in the table {@code run_mapping}: expressions, never a contact's values. */
public final class MappingStore {

    private static final String PUT = """
            merge into run_mapping using (values (cast(? as int), cast(? as varchar))) as given (run, mapping)
            on run_mapping.run = given.run
            when matched then update set mapping = given.mapping
            when not matched then insert (run, mapping) values (given.run, given.mapping)""";

    private final LedgerDatabase store;

    /** Creates a store in a ledger's database. */
    public MappingStore(LedgerDatabase store) {
        this.store = store;
    }

    /** Stores the mapping of a run. */
    public void put(int run, String mapping) {
        store.write(statements -> statements.execute(PUT, run, mapping));
    }

    /** Returns the mapping of a run, if it was stored. */
    public Optional<String> get(int run) {
        return store.query(
                "select mapping from run_mapping where run = ?",
                new Object[] {run},
                row -> row.next() ? Optional.of(row.getString(1)) : Optional.empty());
    }
}
