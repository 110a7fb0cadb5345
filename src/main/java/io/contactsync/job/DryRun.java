package io.contactsync.job;

import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.MappingStore;
import io.contactsync.state.KeyedHash;

/** Replaces a run's source and targets, so that the run goes through all steps but writes nothing. */
public interface DryRun {

    /** Not a dry run: source and targets are used as they are. */
    DryRun NONE = new DryRun() {
        @Override
        public Source source(Source source) {
            return source;
        }

        @Override
        public Target target(Channel channel) {
            return channel.target();
        }
    };

    /** Returns the source, or a wrapper around it. */
    Source source(Source source);

    /** Returns the channel's target, or a replacement for it. */
    Target target(Channel channel);

    /**
     * One channel of the run.
     *
     * @param mappings the mappings of earlier runs
     * @param hash the hash function of the ledger
     */
    record Channel(String name, Target target, ChannelLedger ledger, MappingStore mappings, KeyedHash hash) {}
}
