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
 * One channel's part of a job's ledger: its links, match values and events. Writes are committed when the method
 * returns, except for {@link #defer}. Reads see everything that was written or deferred before. Thread-safe.
 */
public final class ChannelLedger {

    private final LedgerDatabase store;
    private final int channel;
    private final int run;
    private final RejectStore rejects;
    private final MatchIndex matchIndex;
    private final LinkReader linkReader;

    ChannelLedger(LedgerDatabase store, int channel, String name, int run) {
        this.store = store;
        this.channel = channel;
        this.run = run;
        this.rejects = new RejectStore(store, channel, name, run);
        this.matchIndex = new MatchIndex(store, channel);
        this.linkReader = new LinkReader(store, channel);
    }

    /** Returns the channel's rejects. */
    public RejectStore rejects() {
        return rejects;
    }

    /** Returns the number of the run that writes, from 1. */
    public int run() {
        return run;
    }

    /**
     * Returns the existing links of some contacts by source id.
     *
     * @param sourceIds ids in the source, preferably in the source's order, which is read fastest
     * @throws io.contactsync.state.LedgerException if the ledger cannot be read, or a row is damaged
     */
    public Map<String, Link> links(Collection<String> sourceIds) {
        return linkReader.read(sourceIds);
    }

    /**
     * Returns a page of the channel's links that have a target contact, in the order of their source ids.
     *
     * @param after the source id after which the page starts; empty for the first page
     * @param limit the maximum number
     */
    public List<Link> linksPage(String after, int limit) {
        String sql = "select " + LinkRowMapper.COLUMNS
                + " from link where channel = ? and source_id > ? and target_id is not null order by channel, source_id limit ?";
        return store.query(sql, new Object[] {channel, after, limit}, rows -> {
            List<Link> page = new ArrayList<>();
            while (rows.next()) {
                page.add(LinkRowMapper.read(rows));
            }
            return page;
        });
    }

    /** Returns the number of links that have a target contact. */
    public int size() {
        return store.query(
                "select count(*) from link where channel = ? and target_id is not null",
                new Object[] {channel},
                rows -> {
                    rows.next();
                    return rows.getInt(1);
                });
    }

    /** Returns the source id that is linked to a target contact, if any. */
    public Optional<String> sourceIdOfTarget(String targetId) {
        return matchIndex.sourceIdOfTarget(targetId);
    }

    /**
     * Returns the source id of another link that has a match value, if any. Intents count, because their contacts may
     * have been created.
     *
     * @param hash the hash of a match field's name and value
     * @param except the source id to ignore
     */
    public Optional<String> sourceIdOfMatch(String hash, String except) {
        return matchIndex.sourceIdOfMatch(hash, except);
    }

    /**
     * Writes a link and an event. An intent is also synced, so that a power loss does not lose it.
     *
     * @param matches the hashes of its match values, or null if they have not changed
     * @param event the text of the event, without the contact's values
     */
    public void put(Link link, @Nullable Collection<String> matches, String event) {
        LedgerRecord record = record(link, matches, event);
        matchIndex.addToFilter(matches);
        LedgerDatabase.Write write = new RecordWrite(List.of(record));
        if (link.state() == Link.State.INTENDED) {
            store.writeSynced(write);
        } else {
            store.write(write);
        }
        matchIndex.addToFilter(matches);
    }

    /**
     * Queues a link and an event, and returns at once. They are committed within 200 ms, or together with the next
     * awaited write. For records that only save calls: a process that is killed before the commit repeats these calls.
     *
     * @param matches the hashes of its match values, or null if they have not changed
     * @param event the text of the event, without the contact's values
     * @throws io.contactsync.state.LedgerException if an earlier deferred record could not be written
     */
    public void defer(Link link, @Nullable Collection<String> matches, String event) {
        LedgerRecord record = record(link, matches, event);
        matchIndex.addToFilter(matches);
        store.defer(new RecordWrite(List.of(record)));
    }

    /**
     * Returns when all deferred records are committed. To be called before a checkpoint is moved.
     *
     * @throws io.contactsync.state.LedgerException if one could not be written
     */
    public void flush() {
        store.flush();
    }

    /**
     * Writes links that have no match values, in one transaction.
     *
     * @param links the links, and the text of each link's event
     */
    public void putAll(Map<Link, String> links) {
        List<LedgerRecord> records = new ArrayList<>();
        links.forEach((link, event) -> records.add(record(link, null, event)));
        store.write(new RecordWrite(records));
    }

    private LedgerRecord record(Link link, @Nullable Collection<String> matches, String event) {
        return new LedgerRecord.PutLink(
                channel, link, matches == null ? null : List.copyOf(matches), run, now(), event);
    }

    /**
     * Deletes a link.
     *
     * @param event the text of the event, which gives the reason
     */
    public void drop(String sourceId, String event) {
        LedgerRecord drop = new LedgerRecord.DropLink(channel, sourceId, run, now(), event);
        store.write(new RecordWrite(List.of(drop)));
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
