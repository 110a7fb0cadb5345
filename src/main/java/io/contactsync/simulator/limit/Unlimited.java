package io.contactsync.simulator.limit;

/** No limit at all. */
record Unlimited() implements Window {

    @Override
    public Verdict arrive(long epochNanos) {
        return Verdict.UNLIMITED;
    }
}
