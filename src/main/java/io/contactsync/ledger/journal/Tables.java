package io.contactsync.ledger.journal;

import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.LinkRow;
import io.contactsync.ledger.link.Phase;
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
import org.jspecify.annotations.Nullable;

/**
 * Brings steps into the database's tables: every event, but of each contact only how it stands after its last step.
 * Each event names the one before it of the same contact, or 0; the last one is named by the contact's link, or by
 * {@code unlinked} when it has none.
 */
final class Tables {

    private final Statements statements;
    private final Map<Contact, Turn> turns = new LinkedHashMap<>();

    private Tables(Statements statements) {
        this.statements = statements;
    }

    /** What the steps do to one contact. */
    private static final class Turn {
        private final Standing before;
        private long lastEvent;
        private boolean linked;
        private @Nullable Link link;
        private List<String> matches;
        private boolean rejected;
        private Step.@Nullable Refuse refusal;

        Turn(Standing before) {
            this.before = before;
            this.lastEvent = before.lastEvent();
            this.linked = before.linked();
            this.matches = before.matches();
            this.rejected = before.rejected();
        }

        void put(Step.Put put) {
            linked = true;
            link = put.link();
            List<String> now = put.matches();
            matches = now == null ? matches : now;
            if (put.link().phase() == Phase.SETTLED) {
                forgive();
            }
        }

        void drop() {
            linked = false;
            link = null;
            matches = List.of();
        }

        void refuse(Step.Refuse now) {
            rejected = true;
            refusal = now;
        }

        void forgive() {
            rejected = false;
            refusal = null;
        }
    }

    /**
     * Executes what brings steps into the tables.
     *
     * @param statements where to
     * @param steps the steps, in their order
     * @throws SQLException if the database refuses one
     */
    static void bring(Statements statements, List<Step> steps) throws SQLException {
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
            Map<String, Standing> standings = Standing.of(statements, channel.getKey(), channel.getValue());
            // In the order of their steps, in which they will be read again.
            for (String id : channel.getValue()) {
                turns.put(new Contact(channel.getKey(), id), new Turn(Objects.requireNonNull(standings.get(id))));
            }
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
            execute("update link set last_event = " + turn.lastEvent, contact);
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
