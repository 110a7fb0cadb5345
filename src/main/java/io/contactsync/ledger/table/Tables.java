package io.contactsync.ledger.table;

import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.LinkRow;
import io.contactsync.ledger.step.Contact;
import io.contactsync.ledger.step.Step;
import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Brings steps into the database's tables: every event, but of each contact only how it stands after its last step.
 * Each event names the one before it of the same contact, or 0; the last one is named by the contact's link, or by
 * {@code unlinked} when it has none.
 */
public final class Tables {

    /** H2 takes no array of more than 65,536. */
    private static final int ASKED_TOGETHER = 10_000;

    private final Statements statements;
    private final Map<Contact, Turn> turns = new LinkedHashMap<>();

    private Tables(Statements statements) {
        this.statements = statements;
    }

    /**
     * Executes what brings steps into the tables.
     *
     * @param statements where to
     * @param steps the steps, in their order
     * @throws SQLException if the database refuses one
     */
    public static void bring(Statements statements, List<Step> steps) throws SQLException {
        Tables tables = new Tables(statements);
        tables.ask(steps);
        for (Step step : steps) {
            tables.take(step, Objects.requireNonNull(tables.turns.get(Contact.of(step))));
        }
        for (Map.Entry<Contact, Turn> turn : tables.turns.entrySet()) {
            tables.write(turn.getKey(), turn.getValue());
        }
    }

    private void ask(List<Step> steps) throws SQLException {
        Map<Integer, Set<String>> ids = new HashMap<>();
        steps.forEach(step -> ids.computeIfAbsent(step.channel(), channel -> new LinkedHashSet<>())
                .add(step.sourceId()));
        for (Map.Entry<Integer, Set<String>> channel : ids.entrySet()) {
            List<String> all = List.copyOf(channel.getValue());
            for (int from = 0; from < all.size(); from += ASKED_TOGETHER) {
                ask(channel.getKey(), all.subList(from, Math.min(all.size(), from + ASKED_TOGETHER)));
            }
        }
    }

    private void ask(int channel, List<String> ids) throws SQLException {
        Map<String, Standing> standings = Standing.of(statements, channel, ids);
        // In the order of their steps, in which they will be read again.
        for (String id : ids) {
            turns.put(new Contact(channel, id), new Turn(Objects.requireNonNull(standings.get(id))));
        }
    }

    private void take(Step step, Turn turn) throws SQLException {
        if (step instanceof Step.Put put) {
            turn.put(put);
            event(turn, step, put.run(), put.at(), put.what());
        } else if (step instanceof Step.Drop drop) {
            turn.drop();
            event(turn, step, drop.run(), drop.at(), drop.what());
        } else if (step instanceof Step.Refuse refuse) {
            turn.refuse(refuse);
            event(turn, step, refuse.run(), refuse.at(), "rejected: " + refuse.reason());
        } else {
            turn.forgive();
        }
    }

    private void event(Turn turn, Step step, int run, long at, String what) throws SQLException {
        long number = statements.next("event");
        statements.execute(
                "insert into event (id, channel, source_id, run, at, what, previous) values (?,?,?,?,?,?,?)",
                number,
                step.channel(),
                step.sourceId(),
                run,
                at,
                what,
                turn.lastEvent);
        turn.lastEvent = number;
    }

    private void write(Contact contact, Turn turn) throws SQLException {
        Link link = turn.link;
        if (link != null) {
            statements.execute(
                    turn.before.linked() ? LinkRow.UPDATE : LinkRow.INSERT,
                    LinkRow.values(contact.channel(), link, Standing.joined(turn.matches), turn.lastEvent));
        } else if (turn.linked) {
            statements.execute(
                    "update link set last_event = ? where channel = ? and source_id = ?",
                    turn.lastEvent,
                    contact.channel(),
                    contact.sourceId());
        } else {
            if (turn.before.linked()) {
                execute("delete from link", contact);
            }
            nameUnlinked(contact, turn);
        }
        replaceMatches(contact, turn.before.matches(), turn.matches);
        reject(contact, turn);
    }

    private void execute(String what, Contact contact) throws SQLException {
        statements.execute(what + " where channel = ? and source_id = ?", contact.channel(), contact.sourceId());
    }

    private void nameUnlinked(Contact contact, Turn turn) throws SQLException {
        if (turn.lastEvent != turn.before.lastEvent()) {
            statements.execute(
                    "merge into unlinked (channel, source_id, last_event) key (channel, source_id) values (?,?,?)",
                    contact.channel(),
                    contact.sourceId(),
                    turn.lastEvent);
        }
    }

    private void replaceMatches(Contact contact, List<String> before, List<String> now) throws SQLException {
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

    private void reject(Contact contact, Turn turn) throws SQLException {
        Step.Refuse refusal = turn.refusal;
        if (refusal != null) {
            statements.execute(
                    "merge into reject (channel, source_id, reason, attempts, run, at) key (channel, source_id)"
                            + " values (?,?,?,?,?,?)",
                    contact.channel(),
                    contact.sourceId(),
                    refusal.reason(),
                    refusal.attempts(),
                    refusal.run(),
                    refusal.at());
        } else if (turn.before.rejected() && !turn.rejected) {
            execute("delete from reject", contact);
        }
    }
}
