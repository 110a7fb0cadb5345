package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;

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
}
