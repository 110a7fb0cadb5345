package io.contactsync.ledger;

import io.contactsync.ledger.journal.WriteBehind;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.LinkRow;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.step.Step;
import io.contactsync.ledger.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One channel's part of a job's ledger: its links, whose match values are whose, and what happened. What a method has
 * written is on disk when it returns. For several threads.
 */
public final class Ledger {

    private final Store store;
    private final WriteBehind behind;
    private final int channel;
    private final int run;
    private final Rejects rejects;
    private final Owners owners;
    private final LinkReads linkReads;

    Ledger(Store store, WriteBehind behind, int channel, String name, int run) {
        this.store = store;
        this.behind = behind;
        this.channel = channel;
        this.run = run;
        this.rejects = new Rejects(store, behind, channel, name, run);
        this.owners = new Owners(store, behind, channel);
        this.linkReads = new LinkReads(store, behind.pending(), channel);
    }

    /**
     * The channel's rejects.
     *
     * @return reads and writes them
     */
    public Rejects rejects() {
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
     * @throws io.contactsync.ledger.state.LedgerFailed if the ledger cannot be read, or a row is damaged
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
        String sql = "select " + LinkRow.COLUMNS
                + " from link where channel = ? and source_id > ? and target_id is not null order by channel, source_id limit ?";
        behind.settle();
        return store.query(sql, new Object[] {channel, after, most}, rows -> {
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
        behind.settle();
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
     * Writes a link and what has just happened to it.
     *
     * @param link the link as it is now
     * @param matches the hashes of its match values, or null where they have not changed
     * @param what what happened, for the contact's history, without its values
     */
    public void put(Link link, @Nullable Collection<String> matches, String what) {
        owners.note(matches);
        behind.write(List.of(step(link, matches, what)), link.phase() == Phase.INTENDED);
        owners.note(matches);
    }

    /**
     * Writes links that have no match values, all together or none.
     *
     * @param steps each link as it is now, and what happened to it
     */
    public void putAll(Map<Link, String> steps) {
        List<Step> all = new ArrayList<>();
        steps.forEach((link, what) -> all.add(step(link, null, what)));
        behind.write(all, false);
    }

    private Step step(Link link, @Nullable Collection<String> matches, String what) {
        return new Step.Put(channel, link, matches == null ? null : List.copyOf(matches), run, now(), what);
    }

    /**
     * Forgets a link.
     *
     * @param sourceId the contact's id in the source
     * @param what why, for the contact's history
     */
    public void drop(String sourceId, String what) {
        behind.write(List.of(new Step.Drop(channel, sourceId, run, now(), what)), false);
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }
}
