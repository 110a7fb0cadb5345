package io.contactsync.simulator.limit;

/** Admits every call. */
record Unlimited() implements Window {

    @Override
    public Verdict tryAcquire(long epochNanos) {
        return Verdict.UNLIMITED;
    }
}
