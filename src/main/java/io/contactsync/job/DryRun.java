package io.contactsync.job;

import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.MappingStore;
import io.contactsync.state.KeyedHash;

/** Stands between the road and the systems, so that a run can be rehearsed: the same road, and nothing is written. */
public interface DryRun {
    /** A run in earnest: nothing stands between. */
    DryRun NONE = new DryRun() {
        @Override
        public Source source(Source source) {
            return source;
        }

        @Override
        public Target target(Channel stage) {
            return stage.target();
        }
    };

    /**
     * What the road shall read from.
     *
     * @param source the job's source
     * @return the source, or one in front of it
     */
    Source source(Source source);

    /**
     * What the road of a channel shall write to.
     *
     * @param stage the channel and what belongs to it
     * @return the channel's target, or one in front of it
     */
    Target target(Channel stage);

    /**
     * One channel of the run.
     *
     * @param channel its name
     * @param target its target
     * @param ledger what is known of its contacts
     * @param mappings what earlier runs mapped with
     * @param hash the hash under which the ledger keeps values
     */
    record Channel(String name, Target target, ChannelLedger ledger, MappingStore mappings, KeyedHash hash) {}
}
