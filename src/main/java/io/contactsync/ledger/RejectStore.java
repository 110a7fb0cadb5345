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
 * One channel's rejects. Each is kept until a later run succeeds with the contact. What a method has written is on disk
 * when it returns. For several threads.
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
     * @param sourceId the contact's id in the source
     * @param reason why it was refused, without the contact's values
     * @param attempts how often a call was tried
     */
    public void keep(String sourceId, String reason, int attempts) {
        long now = Instant.now().toEpochMilli();
        LedgerRecord.PutReject put = new LedgerRecord.PutReject(channel, sourceId, run, now, reason, attempts);
        store.write(new RecordWrite(List.of(put)));
    }

    /**
     * Deletes rejects, because the contacts have succeeded or are to be tried again.
     *
     * @param sourceIds the contacts' ids in the source
     */
    public void clear(Collection<String> sourceIds) {
        List<LedgerRecord.DropReject> drops = sourceIds.stream()
                .map(sourceId -> new LedgerRecord.DropReject(channel, sourceId))
                .toList();
        if (!drops.isEmpty()) {
            store.write(new RecordWrite(drops));
        }
    }

    /**
     * The rejects of some contacts.
     *
     * @param sourceIds ids in the source
     * @return the rejects there are, by source id
     */
    public Map<String, Reject> of(Collection<String> sourceIds) {
        String sql = "select " + COLUMNS + " from unnest(cast(? as varchar array)) as asked (id)"
                + " join reject on reject.channel = ? and reject.source_id = asked.id";
        Map<String, Reject> rejects = new LinkedHashMap<>();
        read(sql, sourceIds.toArray(new String[0]), channel).forEach(reject -> rejects.put(reject.sourceId(), reject));
        return rejects;
    }

    /**
     * The contacts that the ledger's run has rejected.
     *
     * @param most how many at most
     * @return the rejects, in the order of their ids
     */
    public List<Reject> ofRun(int most) {
        return read(
                "select " + COLUMNS + " from reject where channel = ? and run = ? order by source_id limit ?",
                channel,
                run,
                most);
    }

    /**
     * A page of all rejects, whatever run they are from.
     *
     * @param after the source id behind which the page begins; empty text for the first page
     * @param most how many at most
     * @return the rejects, in the order of their ids
     */
    public List<Reject> after(String after, int most) {
        return read(
                "select " + COLUMNS + " from reject where channel = ? and source_id > ? order by source_id limit ?",
                channel,
                after,
                most);
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
