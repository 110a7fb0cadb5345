package io.contactsync.simulator.server;

/** Admits every call. */
record UnlimitedWindow() implements LimitWindow {

    @Override
    public LimitWindow.Admission tryAcquire(long epochNanos) {
        return LimitWindow.Admission.UNLIMITED;
    }
}
