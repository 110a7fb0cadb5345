package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;

/**
 * Writes down what happens to the contacts of a channel. Each event names the one before it of the same contact, or 0;
 * the last one is named by the contact's link, or by {@code unlinked} when it has none.
 */
final class Events {

    private static final String INSERT =
            "insert into event (id, channel, source_id, run, at, what, previous) values (?,?,?,?,?,?,?)";

    private Events() {}

    /** Adds an event, and returns its number, which the contact's row must name from now on. */
    static long add(Statements statements, int channel, Event event, Standing before) throws SQLException {
        long number = statements.next("event");
        statements.execute(
                INSERT,
                number,
                channel,
                event.sourceId(),
                event.run(),
                event.at().toEpochMilli(),
                event.what(),
                before.lastEvent());
        return number;
    }

    /** Adds an event to which nothing else belongs. */
    static void addAlone(Statements statements, int channel, Event event) throws SQLException {
        Standing before = Standing.of(statements, channel, event.sourceId());
        long number = add(statements, channel, event, before);
        if (before.linked()) {
            statements.execute(
                    "update link set last_event = ? where channel = ? and source_id = ?",
                    number,
                    channel,
                    event.sourceId());
        } else {
            nameUnlinked(statements, channel, event.sourceId(), number);
        }
    }

    /** Names the last event of a contact without a link. */
    static void nameUnlinked(Statements statements, int channel, String sourceId, long number) throws SQLException {
        statements.execute(
                "merge into unlinked (channel, source_id, last_event) key (channel, source_id) values (?,?,?)",
                channel,
                sourceId,
                number);
    }
}
