package io.contactsync.ledger.db;

import io.contactsync.state.KeyedHash;
import io.contactsync.state.LedgerException;
import java.util.Optional;

/** Binds a ledger to the source and target of its links, in the table {@code meta}. */
public final class LedgerBinding {

    private static final String ELSEWHERE =
            "give the job another name, or run it with another --state; contacts that are"
                    + " already in the target are found by the match fields (with match: [] they are created a second time)";

    private final LedgerDatabase store;
    private final KeyedHash hash;
    private final String job;

    /**
     * Creates the binding of a ledger.
     *
     * @param hash the hash of addresses
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
     * Binds the ledger to a target.
     *
     * @throws LedgerException.Unusable if it is bound to another target
     */
    public void bindTarget(Endpoint target) {
        Optional<Stored> stored = stored("target");
        Stored now = toStored(target);
        if (stored.isPresent() && !isSame(stored.get(), now)) {
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links to %s, and the job file now names %s%s: they would be wrong there; %s"
                            .formatted(job, stored.get(), target, hint(stored.get(), now), ELSEWHERE));
        }
        write("target", now);
    }

    /**
     * Binds the ledger to a source.
     *
     * @throws LedgerException.Unusable if it is bound to another source or to another address
     */
    public void bindSource(Endpoint source) {
        Optional<Stored> stored = stored("source");
        if (stored.isPresent() && !isSame(stored.get(), toStored(source))) {
            requireSameKind(stored.get(), source);
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links from %s, and the job file now names %s%s: if these are the same contacts with the same ids, run it once with --fresh; if not, %s"
                            .formatted(job, stored.get(), source, hint(stored.get(), toStored(source)), ELSEWHERE));
        }
        write("source", toStored(source));
    }

    /**
     * Binds the ledger to a source at a new address, as confirmed by the operator.
     *
     * @throws LedgerException.Unusable if the source is of another kind, whose ids are different
     */
    public void rebindSource(Endpoint source) {
        stored("source").ifPresent(stored -> requireSameKind(stored, source));
        write("source", toStored(source));
    }

    private void requireSameKind(Stored stored, Endpoint source) {
        if (!stored.kind().equals(source.kind())) {
            throw new LedgerException.Unusable(
                    "the ledger of job '%s' has links from %s, and the job file now names %s, whose ids are others; %s"
                            .formatted(job, stored, source, ELSEWHERE));
        }
    }

    private static boolean isSame(Stored stored, Stored now) {
        return stored.kind().equals(now.kind()) && stored.address().equals(now.address());
    }

    private static String hint(Stored stored, Stored now) {
        return stored.toString().equals(now.toString()) ? " with another address" : "";
    }

    private Stored toStored(Endpoint endpoint) {
        return new Stored(endpoint.kind(), endpoint.label(), hash.of("address", endpoint.address()));
    }

    private Optional<Stored> stored(String role) {
        return store.meta(role).map(Stored::of);
    }

    private void write(String role, Stored stored) {
        if (!stored(role).equals(Optional.of(stored))) {
            store.meta(role, stored.text());
        }
    }
}
