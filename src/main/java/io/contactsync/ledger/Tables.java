package io.contactsync.ledger;

import io.contactsync.ledger.db.StatementCache;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Applies records to the tables. All events are written, but of each contact only its last state. An event names the
 * one before it of the same contact, or 0; the contact's link names its last event, or {@code unlinked} does if there
 * is no link.
 */
final class Tables {

    private static final int CONTACTS_PER_QUERY = 10_000;

    private static final String PUT_UNLINKED = """
            merge into unlinked using
            (values (cast(? as int), cast(? as varchar), cast(? as bigint))) as given (channel, source_id, last_event)
            on unlinked.channel = given.channel and unlinked.source_id = given.source_id
            when matched then update set last_event = given.last_event
            when not matched then insert (channel, source_id, last_event)
            values (given.channel, given.source_id, given.last_event)""";

    private final StatementCache statements;
    private final Map<Contact, ContactState> states = new LinkedHashMap<>();

    private record Contact(int channel, String sourceId) {
        static Contact of(LedgerRecord record) {
            return new Contact(record.channel(), record.sourceId());
        }
    }

    private Tables(StatementCache statements) {
        this.statements = statements;
    }

    /** Applies records in their order. */
    public static void apply(StatementCache statements, List<? extends LedgerRecord> records) throws SQLException {
        Tables tables = new Tables(statements);
        tables.read(records);
        for (LedgerRecord record : records) {
            tables.apply(record);
        }
        for (Map.Entry<Contact, ContactState> state : tables.states.entrySet()) {
            tables.write(state.getKey(), state.getValue());
        }
    }

    private void read(List<? extends LedgerRecord> records) throws SQLException {
        Map<Integer, Set<String>> ids = new LinkedHashMap<>();
        records.forEach(record -> ids.computeIfAbsent(record.channel(), channel -> new LinkedHashSet<>())
                .add(record.sourceId()));
        for (Map.Entry<Integer, Set<String>> channel : ids.entrySet()) {
            List<String> all = List.copyOf(channel.getValue());
            for (int from = 0; from < all.size(); from += CONTACTS_PER_QUERY) {
                read(channel.getKey(), all.subList(from, Math.min(all.size(), from + CONTACTS_PER_QUERY)));
            }
        }
    }

    private void read(int channel, List<String> ids) throws SQLException {
        Map<String, ContactState> read = ContactState.read(statements, channel, ids);
        // New links are inserted in the order of their records: a later run reads them in about that order.
        for (String id : ids) {
            states.put(new Contact(channel, id), Objects.requireNonNull(read.get(id)));
        }
    }

    private void apply(LedgerRecord record) throws SQLException {
        ContactState state = Objects.requireNonNull(states.get(Contact.of(record)));
        state.apply(record);
        if (record instanceof LedgerRecord.PutLink put) {
            insertEvent(state, record, put.run(), put.at(), put.what());
        } else if (record instanceof LedgerRecord.DropLink drop) {
            insertEvent(state, record, drop.run(), drop.at(), drop.what());
        } else if (record instanceof LedgerRecord.PutReject put) {
            insertEvent(state, record, put.run(), put.at(), "rejected: " + put.reason());
        }
    }

    private void insertEvent(ContactState state, LedgerRecord record, int run, long at, String what)
            throws SQLException {
        long number = statements.nextId("event");
        statements.execute(
                "insert into event (id, channel, source_id, run, at, what, previous) values (?,?,?,?,?,?,?)",
                number,
                record.channel(),
                record.sourceId(),
                run,
                at,
                what,
                state.lastEvent);
        state.lastEvent = number;
    }

    private void write(Contact contact, ContactState state) throws SQLException {
        Link link = state.link;
        if (link != null) {
            statements.execute(
                    state.wasLinked ? LinkRowMapper.UPDATE : LinkRowMapper.INSERT,
                    LinkRowMapper.values(contact.channel(), link, ContactState.joined(state.matches), state.lastEvent));
        } else if (state.linked && state.lastEvent != state.lastEventBefore) {
            statements.execute(
                    "update link set last_event = ? where channel = ? and source_id = ?",
                    state.lastEvent,
                    contact.channel(),
                    contact.sourceId());
        } else if (!state.linked) {
            writeUnlinked(contact, state);
        }
        writeMatches(contact, state.matchesBefore, state.matches);
        writeReject(contact, state);
    }

    private void writeUnlinked(Contact contact, ContactState state) throws SQLException {
        if (state.wasLinked) {
            delete("link", contact);
        }
        if (state.lastEvent != state.lastEventBefore) {
            statements.execute(PUT_UNLINKED, contact.channel(), contact.sourceId(), state.lastEvent);
        }
    }

    private void delete(String table, Contact contact) throws SQLException {
        statements.execute(
                "delete from " + table + " where channel = ? and source_id = ?", contact.channel(), contact.sourceId());
    }

    private void writeMatches(Contact contact, List<String> before, List<String> now) throws SQLException {
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(now);
        for (String hash : gone) {
            statements.execute(
                    "delete from match_value where channel = ? and hash = ? and source_id = ?",
                    contact.channel(),
                    hash,
                    contact.sourceId());
        }
        List<String> added = new ArrayList<>(now);
        added.removeAll(before);
        for (String hash : added) {
            statements.execute(
                    "insert into match_value (channel, hash, source_id) values (?,?,?)",
                    contact.channel(),
                    hash,
                    contact.sourceId());
        }
    }

    private void writeReject(Contact contact, ContactState state) throws SQLException {
        LedgerRecord.PutReject reject = state.reject;
        if (state.wasRejected && (reject != null || !state.rejected)) {
            delete("reject", contact);
        }
        if (reject != null) {
            statements.execute(
                    "insert into reject (channel, source_id, reason, attempts, run, at) values (?,?,?,?,?,?)",
                    contact.channel(),
                    contact.sourceId(),
                    reject.reason(),
                    reject.attempts(),
                    reject.run(),
                    reject.at());
        }
    }
}
