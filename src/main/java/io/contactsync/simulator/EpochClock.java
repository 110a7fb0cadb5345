package io.contactsync.simulator;

import java.util.function.LongSupplier;

/**
 * Nanoseconds since 1970 by the wall clock of the start, going on without a step back whatever happens to that clock.
 */
final class EpochClock implements LongSupplier {

    private final long offset = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    @Override
    public long getAsLong() {
        return System.nanoTime() + offset;
    }
}
