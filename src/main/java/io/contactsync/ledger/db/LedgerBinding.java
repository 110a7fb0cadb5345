package io.contactsync.ledger.db;

import io.contactsync.state.KeyedHash;
import io.contactsync.state.LedgerException;
import java.util.Optional;

/** Which source and which target a ledger's links tie together, in its table {@code meta}. */
public final class LedgerBinding {

    private static final String ELSEWHERE = "give the job another name, or run it with another --state; what is in the"
            + " target already is found again by the match fields";

    private final LedgerDatabase store;
    private final KeyedHash hash;
    private final String job;

    /**
     * The belonging of a ledger.
     *
     * @param store where it is kept
     * @param hash hides addresses
     * @param job the job's name, for messages
     */
    public LedgerBinding(LedgerDatabase store, KeyedHash hash, String job) {
        this.store = store;
        this.hash = hash;
        this.job = job;
    }

    private record Stored(String kind, String shown, String address) {

        static Stored of(String text) {
            String[] lines = text.split("\n", -1);
            return new Stored(lines[0], lines[1], lines[2]);
        }

        String text() {
            return String.join("\n", kind, shown, address);
        }

        @Override
        public String toString() {
            return new Endpoint(kind, "", shown).toString();
        }
    }

    /**
     * Makes sure that the ledger's links are about a target; the first to ask settles it.
     *
     * @param target the target that the job file names
     * @throws LedgerException.Unusable if they are about another
     */
    public void bindTarget(Endpoint target) {
        Optional<Stored> kept = stored("target");
        Stored now = toStored(target);
        if (kept.isPresent() && !isSame(kept.get(), now)) {
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links to %s, and the job file now names %s%s: they would be wrong there; %s"
                            .formatted(job, kept.get(), target, hint(kept.get(), now), ELSEWHERE));
        }
        write("target", now);
    }

    /**
     * Makes sure that the ledger's links are about a source; the first to ask settles it.
     *
     * @param source the source that the job file names
     * @throws LedgerException.Unusable if they are about another, or about one at another address
     */
    public void bindSource(Endpoint source) {
        Optional<Stored> kept = stored("source");
        if (kept.isPresent() && !isSame(kept.get(), toStored(source))) {
            requireSameKind(kept.get(), source);
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links from %s, and the job file now names %s%s: if these are the same contacts with the same ids, run it once with --fresh; if not, %s"
                            .formatted(job, kept.get(), source, hint(kept.get(), toStored(source)), ELSEWHERE));
        }
        write("source", toStored(source));
    }

    /**
     * Takes a source's new address, because the operator says that the contacts there are the same.
     *
     * @param source the source that the job file names
     * @throws LedgerException.Unusable if it is of another kind: then its ids cannot be the same
     */
    public void rebindSource(Endpoint source) {
        stored("source").ifPresent(kept -> requireSameKind(kept, source));
        write("source", toStored(source));
    }

    private void requireSameKind(Stored kept, Endpoint source) {
        if (!kept.kind().equals(source.kind())) {
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links from %s, and the job file now names %s, whose ids are others; %s"
                            .formatted(job, kept, source, ELSEWHERE));
        }
    }

    private static boolean isSame(Stored kept, Stored now) {
        return kept.kind().equals(now.kind()) && kept.address().equals(now.address());
    }

    private static String hint(Stored kept, Stored now) {
        return kept.toString().equals(now.toString()) ? " with another address" : "";
    }

    private Stored toStored(Endpoint neighbour) {
        return new Stored(neighbour.kind(), neighbour.label(), hash.of("address", neighbour.address()));
    }

    private Optional<Stored> stored(String end) {
        return store.meta(end).map(Stored::of);
    }

    private void write(String end, Stored kept) {
        if (!stored(end).equals(Optional.of(kept))) {
            store.meta(end, kept.text());
        }
    }
}
