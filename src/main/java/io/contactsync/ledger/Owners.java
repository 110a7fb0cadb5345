package io.contactsync.ledger;

import io.contactsync.ledger.journal.Pending;
import io.contactsync.ledger.journal.WriteBehind;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whose match values and whose contacts in the target are whose on one channel. For several threads. */
final class Owners {

    /** Before so many questions the database is asked each. */
    private static final int WORTH_A_FILTER = 1_000;

    private static final String OF_MATCH =
            "select source_id from match_value where channel = ? and hash = ? order by source_id";
    private static final String OF_TARGET =
            "select source_id from link where channel = ? and target_id = ? order by source_id";

    private final Store store;
    private final WriteBehind behind;
    private final int channel;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable MatchFilter filter;
    private volatile boolean filterHasAll;

    Owners(Store store, WriteBehind behind, int channel) {
        this.store = store;
        this.behind = behind;
        this.channel = channel;
    }

    /** Notes that somebody is about to have match values, and again that he has them. */
    void note(@Nullable Collection<String> hashes) {
        MatchFilter noting = filter;
        if (noting != null && hashes != null) {
            hashes.forEach(noting::add);
        }
    }

    /** The source id of another link that has a match value, if any. */
    Optional<String> ofMatch(String hash, String but) {
        if (asked.incrementAndGet() == WORTH_A_FILTER) {
            fillFilter();
        }
        MatchFilter filled = filter;
        return filterHasAll && filled != null && !filled.mayHave(hash) ? Optional.empty() : askFor(hash, but);
    }

    /** What is written from here on is noted by those who write it; what was written before is read. */
    private void fillFilter() {
        MatchFilter filling = new MatchFilter();
        filter = filling;
        behind.settle();
        store.query("select hash from match_value where channel = ?", new Object[] {channel}, rows -> {
            while (rows.next()) {
                filling.add(rows.getString(1));
            }
            return filling;
        });
        filterHasAll = true;
    }

    private Optional<String> askFor(String hash, String but) {
        return behind.ask(() -> behind.pending().byMatch(channel, hash).stream()
                .filter(id -> !id.equals(but))
                .findFirst()
                .or(() -> stored(OF_MATCH, hash).stream()
                        .filter(id -> !id.equals(but) && !hasOtherMatches(id, hash))
                        .findFirst()));
    }

    private boolean hasOtherMatches(String sourceId, String hash) {
        Pending.State state = state(sourceId);
        List<String> matches = state == null ? null : state.matches();
        return matches != null && !matches.contains(hash);
    }

    /** The source id that is linked to a contact of the target, if any. */
    Optional<String> ofTarget(String targetId) {
        return behind.ask(() -> behind.pending().byTarget(channel, targetId).stream()
                .findFirst()
                .or(() -> stored(OF_TARGET, targetId).stream()
                        .filter(id -> !hasOtherTarget(id, targetId))
                        .findFirst()));
    }

    private boolean hasOtherTarget(String sourceId, String targetId) {
        Pending.State state = state(sourceId);
        if (state == null || !state.linkTold()) {
            return false;
        }
        Link link = state.link();
        return link == null || !targetId.equals(link.targetId());
    }

    private Pending.@Nullable State state(String sourceId) {
        return behind.pending().of(channel, sourceId);
    }

    private List<String> stored(String sql, String text) {
        return store.query(sql, new Object[] {channel, text}, rows -> {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        });
    }
}
