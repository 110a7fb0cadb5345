package io.contactsync.job.verify;

import java.util.OptionalInt;

/**
 * How much is read back, and what becomes of what differs.
 *
 * @param sample how many contacts of each channel, drawn at random; empty for all
 * @param seed the same seed draws the same contacts
 * @param afterwards what becomes of what differs
 */
public record Scope(OptionalInt sample, long seed, Afterwards afterwards) {
    /** What becomes of what differs. */
    public enum Afterwards {
        /** The ledger stays as it is. */
        KEEP,
        /** The ledger forgets what it believed, so that the next run sends it again. */
        FORGET
    }
}
