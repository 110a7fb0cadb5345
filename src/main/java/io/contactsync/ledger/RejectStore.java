package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rejects of one channel. Each is kept until a later run succeeds with the contact. Writes are committed when the
 * method returns. Thread-safe.
 */
public final class RejectStore {

    private static final String COLUMNS = "source_id, reason, attempts, run, at";

    private final LedgerDatabase store;
    private final int channel;
    private final String name;
    private final int run;

    RejectStore(LedgerDatabase store, int channel, String name, int run) {
        this.store = store;
        this.channel = channel;
        this.name = name;
        this.run = run;
    }

    /**
     * Stores a reject.
     *
     * @param reason the reason, without the contact's values
     * @param attempts the number of calls that were tried
     */
    public void put(String sourceId, String reason, int attempts) {
        long now = Instant.now().toEpochMilli();
        LedgerRecord.PutReject put = new LedgerRecord.PutReject(channel, sourceId, run, now, reason, attempts);
        store.write(new RecordWrite(List.of(put)));
    }

    /** Deletes the rejects of contacts that have succeeded or are to be retried. */
    public void delete(Collection<String> sourceIds) {
        List<LedgerRecord.DropReject> drops = sourceIds.stream()
                .map(sourceId -> new LedgerRecord.DropReject(channel, sourceId))
                .toList();
        if (!drops.isEmpty()) {
            store.write(new RecordWrite(drops));
        }
    }

    /** Returns the existing rejects of some contacts by source id. */
    public Map<String, Reject> get(Collection<String> sourceIds) {
        String sql = "select " + COLUMNS + " from unnest(cast(? as varchar array)) as wanted (id)"
                + " join reject on reject.channel = ? and reject.source_id = wanted.id";
        Map<String, Reject> rejects = new LinkedHashMap<>();
        read(sql, sourceIds.toArray(new String[0]), channel).forEach(reject -> rejects.put(reject.sourceId(), reject));
        return rejects;
    }

    /**
     * Returns the rejects of the ledger's run in the order of their source ids.
     *
     * @param limit the maximum number
     */
    public List<Reject> ofRun(int limit) {
        return read(
                "select " + COLUMNS + " from reject where channel = ? and run = ? order by source_id limit ?",
                channel,
                run,
                limit);
    }

    /**
     * Returns a page of the rejects of all runs in the order of their source ids.
     *
     * @param after the source id after which the page starts; empty for the first page
     * @param limit the maximum number
     */
    public List<Reject> page(String after, int limit) {
        return read(
                "select " + COLUMNS + " from reject where channel = ? and source_id > ? order by source_id limit ?",
                channel,
                after,
                limit);
    }

    private List<Reject> read(String sql, Object... values) {
        return store.query(sql, values, rows -> {
            List<Reject> rejects = new ArrayList<>();
            while (rows.next()) {
                rejects.add(reject(rows));
            }
            return rejects;
        });
    }

    private Reject reject(ResultSet row) throws SQLException {
        return new Reject(
                row.getString(1),
                name,
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }
}
