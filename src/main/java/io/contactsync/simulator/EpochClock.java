package io.contactsync.simulator;

import java.util.function.LongSupplier;

/**
 * A monotonic clock in nanoseconds since 1970. It takes the wall clock's time once, at its creation, and does not
 * follow later changes of the wall clock.
 */
final class EpochClock implements LongSupplier {

    private final long offset = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    @Override
    public long getAsLong() {
        return System.nanoTime() + offset;
    }
}
