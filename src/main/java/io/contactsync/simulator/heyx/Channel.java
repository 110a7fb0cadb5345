package io.contactsync.simulator.heyx;

import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.limit.Verdict;
import io.contactsync.simulator.limit.Window;

/** A channel with its contacts and its rate limit. */
record Channel(ChannelOptions options, HeyxChannel contacts, Window window) {

    Verdict admit(long epochNanos) {
        synchronized (window) {
            return window.tryAcquire(epochNanos);
        }
    }
}
