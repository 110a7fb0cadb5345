package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.LimitWindow;

/** A channel with its contacts and its rate limit. */
record ChannelState(ChannelOptions options, ChannelContacts contacts, LimitWindow window) {

    LimitWindow.Admission admit(long epochNanos) {
        synchronized (window) {
            return window.tryAcquire(epochNanos);
        }
    }
}
