package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One channel's part of a job's ledger: its links, the owners of match values, and the contacts' history. What a method
 * has written is on disk when it returns, except for {@link #defer}. The methods that read see everything that was
 * written or deferred before. For several threads.
 */
public final class ChannelLedger {

    private final LedgerDatabase store;
    private final int channel;
    private final int run;
    private final RejectStore rejects;
    private final MatchIndex owners;
    private final LinkReader linkReads;

    ChannelLedger(LedgerDatabase store, int channel, String name, int run) {
        this.store = store;
        this.channel = channel;
        this.run = run;
        this.rejects = new RejectStore(store, channel, name, run);
        this.owners = new MatchIndex(store, channel);
        this.linkReads = new LinkReader(store, channel);
    }

    /**
     * The channel's rejects.
     *
     * @return reads and writes them
     */
    public RejectStore rejects() {
        return rejects;
    }

    /** The number of the run that writes, from 1. */
    public int run() {
        return run;
    }

    /**
     * The links of some contacts.
     *
     * @param sourceIds ids in the source; those that are read in the source's order are read fastest
     * @return the links there are, by source id
     * @throws io.contactsync.state.LedgerException if the ledger cannot be read, or a row is damaged
     */
    public Map<String, Link> links(Collection<String> sourceIds) {
        return linkReads.of(sourceIds);
    }

    /**
     * A page of the channel's links that have a contact in the target, in the order of their source ids.
     *
     * @param after the source id behind which the page begins; empty text for the first page
     * @param most how many at most
     * @return the links
     */
    public List<Link> linksAfter(String after, int most) {
        String sql = "select " + LinkRowMapper.COLUMNS
                + " from link where channel = ? and source_id > ? and target_id is not null order by channel, source_id limit ?";
        return store.query(sql, new Object[] {channel, after, most}, rows -> {
            List<Link> page = new ArrayList<>();
            while (rows.next()) {
                page.add(LinkRowMapper.read(rows));
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
        return store.query(
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
        return owners.ofTarget(targetId);
    }

    /**
     * Whose match value this is. An intent has its values, too: whether its create was done is not known yet.
     *
     * @param hash the hash of a match field's name and value
     * @param but the source id whose own value does not count
     * @return the source id of another link that has it, if any
     */
    public Optional<String> ownerOfMatch(String hash, String but) {
        return owners.ofMatch(hash, but);
    }

    /**
     * Writes a link and an event of its contact. An intent is also synced, so that a power loss does not lose it.
     *
     * @param link the link as it is now
     * @param matches the hashes of its match values, or null if they have not changed
     * @param what the event, for the contact's history, without its values
     */
    public void put(Link link, @Nullable Collection<String> matches, String what) {
        LedgerRecord record = record(link, matches, what);
        owners.note(matches);
        LedgerDatabase.Write write = new RecordWrite(List.of(record));
        if (link.phase() == Link.State.INTENDED) {
            store.writeSynced(write);
        } else {
            store.write(write);
        }
        owners.note(matches);
    }

    /**
     * Writes like {@link #put}, but later: the link is on disk within 200 ms, or with the next record that is on disk
     * at once. For a record that only saves calls: a process killed before that repeats them, and loses nothing else.
     *
     * @param link the link as it is now
     * @param matches the hashes of its match values, or null if they have not changed
     * @param what the event, for the contact's history, without its values
     * @throws io.contactsync.state.LedgerException if an earlier deferred record could not be written
     */
    public void defer(Link link, @Nullable Collection<String> matches, String what) {
        LedgerRecord record = record(link, matches, what);
        owners.note(matches);
        store.defer(new RecordWrite(List.of(record)));
    }

    /**
     * Returns when all deferred records are on disk. To be called before a checkpoint is moved.
     *
     * @throws io.contactsync.state.LedgerException if one could not be written
     */
    public void flush() {
        store.flush();
    }

    /**
     * Writes links that have no match values, all or none.
     *
     * @param links each link as it is now, and the event
     */
    public void putAll(Map<Link, String> links) {
        List<LedgerRecord> records = new ArrayList<>();
        links.forEach((link, what) -> records.add(record(link, null, what)));
        store.write(new RecordWrite(records));
    }

    private LedgerRecord record(Link link, @Nullable Collection<String> matches, String what) {
        return new LedgerRecord.PutLink(channel, link, matches == null ? null : List.copyOf(matches), run, now(), what);
    }

    /**
     * Deletes a link.
     *
     * @param sourceId the contact's id in the source
     * @param what the reason, for the contact's history
     */
    public void drop(String sourceId, String what) {
        LedgerRecord drop = new LedgerRecord.DropLink(channel, sourceId, run, now(), what);
        store.write(new RecordWrite(List.of(drop)));
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
