package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;

/**
 * Writes down what happens to the contacts of a channel. Each event names the one before it of the same contact; the
 * last one is named by the contact's link, or by {@code unlinked} when it has none.
 */
final class Events {

    private static final String INSERT = "insert into event (channel, source_id, run, at, what, previous)"
            + " values (?,?,?,?,?, coalesce((select last_event from link where channel = ? and source_id = ?),"
            + " (select last_event from unlinked where channel = ? and source_id = ?)))";
    private static final String AT_LINK =
            "update link set last_event = (select max(id) from event) where channel = ? and source_id = ?";
    private static final String AT_NO_LINK = "merge into unlinked (channel, source_id, last_event)"
            + " key (channel, source_id) values (?, ?, (select max(id) from event))";

    private Events() {}

    /** Adds an event; whoever writes the contact's link in the same breath names it there. */
    static void add(Statements statements, int channel, Event event) throws SQLException {
        String id = event.sourceId();
        statements.execute(
                INSERT, channel, id, event.run(), event.at().toEpochMilli(), event.what(), channel, id, channel, id);
    }

    /** Adds an event and names it as the contact's last. */
    static void addLast(Statements statements, int channel, Event event) throws SQLException {
        add(statements, channel, event);
        last(statements, channel, event.sourceId());
    }

    /** Names the event that was added last as the last of a contact. */
    static void last(Statements statements, int channel, String sourceId) throws SQLException {
        if (statements.execute(AT_LINK, channel, sourceId) == 0) {
            statements.execute(AT_NO_LINK, channel, sourceId);
        }
    }
}
