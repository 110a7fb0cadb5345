package io.contactsync.ledger.journal;

import io.contactsync.ledger.state.LedgerUnusable;
import io.contactsync.ledger.step.Step;
import io.contactsync.ledger.store.Statements;
import io.contactsync.ledger.store.Store;
import io.contactsync.ledger.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brings entries of the journal into the database, each once: the number of the last one stands in the database. */
final class Recovery {

    private static final String APPLIED = "journal";

    private Recovery() {}

    /**
     * Opens the journal of a database, and brings into the database what a run that was killed has left in it.
     *
     * @return the journal, empty
     * @throws LedgerUnusable if it is damaged, or cannot be made
     */
    static Journal open(Store store) {
        List<Path> paths = store.journals();
        try {
            long applied = applied(store);
            List<Entry> left = new ArrayList<>(Journal.left(paths));
            left.removeIf(entry -> entry.number() <= applied);
            for (int from = 0; from < left.size(); from += Backlog.TOGETHER) {
                bring(store, left.subList(from, Math.min(left.size(), from + Backlog.TOGETHER)));
            }
            if (!left.isEmpty()) {
                store.write(Statements::sync);
            }
            return Journal.open(paths, applied(store));
        } catch (IOException e) {
            throw new LedgerUnusable(
                    "the journal of the ledger, " + paths.get(0) + " and " + paths.get(1) + ", cannot be used ("
                            + e.getMessage() + "): move both away to go on without the last seconds before the run was"
                            + " killed; contacts that it created in them are found again by the match fields",
                    e);
        }
    }

    private static long applied(Store store) {
        String sql = "select text from meta where name = ?";
        return store.query(sql, new Object[] {APPLIED}, rows -> rows.next() ? Long.parseLong(rows.getString(1)) : 0L);
    }

    /** Brings entries into the database, all together or none. */
    static void bring(Store store, List<Entry> entries) {
        List<Step> steps = new ArrayList<>();
        entries.forEach(entry -> steps.addAll(entry.steps()));
        String last = String.valueOf(entries.get(entries.size() - 1).number());
        store.write(statements -> {
            Tables.bring(statements, steps);
            statements.execute("merge into meta (name, text) values (?,?)", APPLIED, last);
        });
    }
}
