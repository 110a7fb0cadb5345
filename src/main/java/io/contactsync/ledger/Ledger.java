package io.contactsync.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One channel's part of a job's ledger: its links, whose match values are whose, and its rejects. What a method has
 * written is on disk when it returns. For several threads.
 */
public final class Ledger {

    private final DataSource dataSource;
    private final GroupCommit commits;
    private final int channel;
    private final String name;
    private final int run;

    Ledger(DataSource dataSource, GroupCommit commits, int channel, String name, int run) {
        this.dataSource = dataSource;
        this.commits = commits;
        this.channel = channel;
        this.name = name;
        this.run = run;
    }

    /**
     * The run that writes.
     *
     * @return its number, from 1
     */
    public int run() {
        return run;
    }

    /**
     * The links of some contacts.
     *
     * @param sourceIds ids in the source
     * @return the links there are, by source id
     * @throws LedgerFailed if the ledger cannot be read, or a row is damaged
     */
    public Map<String, Link> links(Collection<String> sourceIds) {
        String sql = "select " + LinkRow.COLUMNS
                + " from table(id varchar = ?) asked join link on link.channel = ? and link.source_id = asked.id";
        return query(sql, new Object[] {sourceIds.toArray(), channel}, rows -> {
            Map<String, Link> links = new HashMap<>();
            while (rows.next()) {
                Link link = LinkRow.read(rows);
                links.put(link.sourceId(), link);
            }
            return links;
        });
    }

    /**
     * A page of the channel's links that have a contact in the target, in the order of their source ids.
     *
     * @param after the source id behind which the page begins; empty text for the first page
     * @param most how many at most
     * @return the links
     */
    public List<Link> linksAfter(String after, int most) {
        String sql = "select " + LinkRow.COLUMNS
                + " from link where channel = ? and source_id > ? and target_id is not null order by channel, source_id limit ?";
        return query(sql, new Object[] {channel, after, most}, rows -> {
            List<Link> page = new ArrayList<>();
            while (rows.next()) {
                page.add(LinkRow.read(rows));
            }
            return page;
        });
    }

    /**
     * How many contacts of the channel are linked.
     *
     * @return the number of links that have a contact in the target
     */
    public int size() {
        return query(
                "select count(*) from link where channel = ? and target_id is not null",
                new Object[] {channel},
                rows -> {
                    rows.next();
                    return rows.getInt(1);
                });
    }

    /**
     * Whose contact in the target this is.
     *
     * @param targetId an id in the target
     * @return the source id that is linked to it, if any
     */
    public Optional<String> ownerOfTarget(String targetId) {
        return first(
                "select source_id from link where channel = ? and target_id = ? order by source_id limit 1", targetId);
    }

    /**
     * Whose match value this is.
     *
     * @param hash the hash of a match field's name and value
     * @param but the source id whose own value does not count
     * @return the source id of another link that has it, if any
     */
    public Optional<String> ownerOfMatch(String hash, String but) {
        String sql = "select m.source_id from match_value m join link l on l.channel = m.channel"
                + " and l.source_id = m.source_id where m.channel = ? and m.hash = ? and m.source_id <> ?"
                + " and l.target_id is not null order by m.source_id limit 1";
        return query(
                sql,
                new Object[] {channel, hash, but},
                rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    private Optional<String> first(String sql, String value) {
        return query(
                sql,
                new Object[] {channel, value},
                rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    /**
     * Writes a link and what has just happened to it.
     *
     * @param link the link as it is now
     * @param matches the hashes of its match values, or null where they have not changed
     * @param what what happened, for the contact's history, without its values
     */
    public void put(Link link, @Nullable Collection<String> matches, String what) {
        commits.write(statements -> {
            statements.execute(LinkRow.MERGE, LinkRow.values(channel, link));
            if (matches != null) {
                replaceMatches(statements, link.sourceId(), matches);
            }
            if (link.phase() == Phase.SETTLED) {
                statements.execute("delete from reject where channel = ? and source_id = ?", channel, link.sourceId());
            }
            event(statements, link.sourceId(), what);
        });
    }

    private void replaceMatches(Statements statements, String sourceId, Collection<String> matches)
            throws SQLException {
        statements.execute("delete from match_value where channel = ? and source_id = ?", channel, sourceId);
        for (String hash : matches) {
            statements.execute(
                    "merge into match_value (channel, source_id, hash) values (?,?,?)", channel, sourceId, hash);
        }
    }

    /**
     * Forgets a link.
     *
     * @param sourceId the contact's id in the source
     * @param what why, for the contact's history
     */
    public void drop(String sourceId, String what) {
        commits.write(statements -> {
            statements.execute("delete from link where channel = ? and source_id = ?", channel, sourceId);
            replaceMatches(statements, sourceId, List.of());
            event(statements, sourceId, what);
        });
    }

    private void event(Statements statements, String sourceId, String what) throws SQLException {
        statements.execute(
                "insert into event (channel, source_id, run, at, what) values (?,?,?,?,?)",
                channel,
                sourceId,
                run,
                Instant.now().toEpochMilli(),
                what);
    }

    /**
     * Keeps a reject until a later run succeeds with the contact.
     *
     * @param sourceId the contact's id in the source
     * @param reason why it was refused
     * @param attempts how often a call was tried
     */
    public void reject(String sourceId, String reason, int attempts) {
        commits.write(statements -> {
            statements.execute(
                    "merge into reject (channel, source_id, reason, attempts, run, at) values (?,?,?,?,?,?)",
                    channel,
                    sourceId,
                    reason,
                    attempts,
                    run,
                    Instant.now().toEpochMilli());
            event(statements, sourceId, "rejected: " + reason);
        });
    }

    /**
     * Forgets rejects, because the contacts are well again or shall be tried anew.
     *
     * @param sourceIds the contacts' ids in the source
     */
    public void clearRejects(Collection<String> sourceIds) {
        commits.write(statements -> {
            for (String sourceId : sourceIds) {
                statements.execute("delete from reject where channel = ? and source_id = ?", channel, sourceId);
            }
        });
    }

    /**
     * The rejects of some contacts.
     *
     * @param sourceIds ids in the source
     * @return the rejects there are, by source id
     */
    public Map<String, Reject> rejects(Collection<String> sourceIds) {
        String sql = "select source_id, reason, attempts, run, at from table(id varchar = ?) asked"
                + " join reject on reject.channel = ? and reject.source_id = asked.id";
        return query(sql, new Object[] {sourceIds.toArray(), channel}, rows -> {
            Map<String, Reject> rejects = new HashMap<>();
            while (rows.next()) {
                rejects.put(rows.getString(1), reject(rows));
            }
            return rejects;
        });
    }

    /**
     * The contacts that this run has rejected.
     *
     * @param most how many at most
     * @return the rejects, in the order of their ids
     */
    public List<Reject> rejectsOfRun(int most) {
        String sql = "select source_id, reason, attempts, run, at from reject where channel = ? and run = ?"
                + " order by source_id limit ?";
        return query(sql, new Object[] {channel, run, most}, rows -> {
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

    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Object[] values, Rows<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new LedgerFailed("the ledger cannot be read: " + e.getMessage(), e);
        }
    }
}
