package io.contactsync.simulator.limit;

/**
 * Measures the largest number of calls that arrived in any window of a given length; memory grows with that number
 * only.
 */
public final class PeakRate {

    private final long lengthNanos;
    private long[] arrivals = new long[256];
    private int first;
    private int size;
    private int peak;

    public PeakRate(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    /** Counts a call; {@code epochNanos} must not be earlier than the call before. */
    public void arrive(long epochNanos) {
        while (size > 0 && epochNanos - arrivals[first] >= lengthNanos) {
            first = (first + 1) % arrivals.length;
            size--;
        }
        if (size == arrivals.length) {
            grow();
        }
        arrivals[(first + size) % arrivals.length] = epochNanos;
        size++;
        peak = Math.max(peak, size);
    }

    /** {@return the largest number so far} */
    public int peak() {
        return peak;
    }

    private void grow() {
        long[] larger = new long[arrivals.length * 2];
        System.arraycopy(arrivals, first, larger, 0, arrivals.length - first);
        System.arraycopy(arrivals, 0, larger, arrivals.length - first, first);
        arrivals = larger;
        first = 0;
    }
}
