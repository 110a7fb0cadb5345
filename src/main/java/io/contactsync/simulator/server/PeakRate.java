package io.contactsync.simulator.server;

/** Measures the largest number of calls in any window of a given length. Memory grows only with that number. */
final class PeakRate {

    private final long lengthNanos;
    private long[] timestamps = new long[256];
    private int first;
    private int size;
    private int peak;

    public PeakRate(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    /** Counts a call; {@code epochNanos} must not be earlier than that of the previous call. */
    public void record(long epochNanos) {
        while (size > 0 && epochNanos - timestamps[first] >= lengthNanos) {
            first = (first + 1) % timestamps.length;
            size--;
        }
        if (size == timestamps.length) {
            grow();
        }
        timestamps[(first + size) % timestamps.length] = epochNanos;
        size++;
        peak = Math.max(peak, size);
    }

    /** {@return the largest number so far} */
    public int peak() {
        return peak;
    }

    private void grow() {
        long[] larger = new long[timestamps.length * 2];
        System.arraycopy(timestamps, first, larger, 0, timestamps.length - first);
        System.arraycopy(timestamps, 0, larger, timestamps.length - first, first);
        timestamps = larger;
        first = 0;
    }
}
