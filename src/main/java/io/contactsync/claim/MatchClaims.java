package io.contactsync.claim;

import java.util.Collection;
import java.util.Optional;

/** One job's access to the claims on the match values of a channel. Thread-safe. */
public interface MatchClaims extends AutoCloseable {

    /** For a run that creates nothing, or a target that no other job writes to: every claim is granted. */
    MatchClaims NONE = new MatchClaims() {
        @Override
        public Optional<Claim> tryAcquire(Collection<String> keys) {
            return Optional.of(Claim.NONE);
        }

        @Override
        public void close() {}
    };

    /**
     * Claims match values, all of them or none. Contacts of the same job may have values in common.
     *
     * @param keys the keyed hashes of the values; may be empty
     * @return the claim, to be closed by the caller; empty while another running job has one of the values
     * @throws io.contactsync.state.LedgerException if the claims cannot be read or written
     */
    Optional<Claim> tryAcquire(Collection<String> keys);

    /** Ends the job's access. Creates that are not settled stay in doubt. */
    @Override
    void close();
}
