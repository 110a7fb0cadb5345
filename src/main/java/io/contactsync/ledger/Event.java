package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import io.contactsync.ledger.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened to a contact on a channel.
 *
 * @param sourceId the contact's id in the source
 * @param run the run in which it happened
 * @param at when
 * @param what what happened, without the contact's values
 */
public record Event(String sourceId, int run, Instant at, String what) {

    static void insert(Statements statements, int channel, Event event) throws SQLException {
        statements.execute(
                "insert into event (channel, source_id, run, at, what) values (?,?,?,?,?)",
                channel,
                event.sourceId(),
                event.run(),
                event.at().toEpochMilli(),
                event.what());
    }

    /** All that happened to a contact, oldest first. */
    static List<Event> all(Store store, int channel, String sourceId) {
        String sql = "select source_id, run, at, what from event where channel = ? and source_id = ? order by id";
        return store.query(sql, new Object[] {channel, sourceId}, rows -> {
            List<Event> events = new ArrayList<>();
            while (rows.next()) {
                events.add(new Event(
                        rows.getString(1), rows.getInt(2), Instant.ofEpochMilli(rows.getLong(3)), rows.getString(4)));
            }
            return events;
        });
    }
}
