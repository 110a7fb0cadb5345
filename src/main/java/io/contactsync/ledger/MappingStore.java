package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.util.Optional;

/** What each run mapped with, in the ledger's table {@code run_mapping}: expressions, never a contact's values. */
public final class MappingStore {

    private static final String PUT = """
            merge into run_mapping using (values (cast(? as int), cast(? as varchar))) as given (run, mapping)
            on run_mapping.run = given.run
            when matched then update set mapping = given.mapping
            when not matched then insert (run, mapping) values (given.run, given.mapping)""";

    private final LedgerDatabase store;

    /**
     * The mappings of one ledger's runs.
     *
     * @param store where they stand
     */
    public MappingStore(LedgerDatabase store) {
        this.store = store;
    }

    /**
     * Keeps what a run maps with.
     *
     * @param run the run's number
     * @param mapping its mapping as text
     */
    public void put(int run, String mapping) {
        store.write(statements -> statements.execute(PUT, run, mapping));
    }

    /**
     * What a run mapped with.
     *
     * @param run the run's number
     * @return its mapping as text, or nothing when it was not kept
     */
    public Optional<String> get(int run) {
        return store.query(
                "select mapping from run_mapping where run = ?",
                new Object[] {run},
                row -> row.next() ? Optional.of(row.getString(1)) : Optional.empty());
    }
}
