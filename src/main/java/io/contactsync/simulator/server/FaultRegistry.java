package io.contactsync.simulator.server;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are set for both services. Thread-safe. */
public final class FaultRegistry {

    private static final Duration UNTIL_REMOVED = Duration.ofDays(1);

    private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * Sets a fault.
     *
     * @return the fault, for waiting until it fires and for removing it
     */
    public ArmedFault set(Fault fault) {
        ArmedFault added = new ArmedFault(ids.incrementAndGet(), fault);
        armed.add(added);
        return added;
    }

    /**
     * Holds back the response of the k-th matching call until the fault is removed; the request itself is handled.
     *
     * @param k 1 for the next call
     * @return the fault; its {@link FaultRegistry.ArmedFault#awaitHit} returns once the request is handled
     */
    public ArmedFault holdResponse(SimulatorService.Name service, EndpointKind kind, long k) {
        return set(new Fault(service, kind, null, new Fault.Trigger.At(k), new Fault.Effect.HangAfter(UNTIL_REMOVED)));
    }

    /** {@return the faults in the order in which they were set} */
    public List<ArmedFault> all() {
        return List.copyOf(armed);
    }

    /** Removes a fault and releases the calls that hang in it. */
    public void remove(ArmedFault fault) {
        armed.remove(fault);
        fault.release();
    }

    /** Removes all faults and releases the calls that hang in them. */
    public void clear() {
        all().forEach(this::remove);
    }

    /**
     * Counts a call with every fault that matches it.
     *
     * @return the faults that fire
     */
    public TriggeredFaults trigger(SimulatorService.Name service, SimulatorService.IncomingCall incoming) {
        if (armed.isEmpty()) {
            return TriggeredFaults.none();
        }
        return new TriggeredFaults(armed.stream()
                .filter(candidate -> candidate.fault().matches(service, incoming))
                .filter(ArmedFault::fires)
                .toList());
    }

    /** A fault that is set, with its number of hits. Thread-safe. */
    public static final class ArmedFault {

        private final long id;
        private final Fault fault;
        private final SplittableRandom random;
        private final CountDownLatch removed = new CountDownLatch(1);
        private final Semaphore unseenHits = new Semaphore(0);
        private long matched;
        private long hits;

        ArmedFault(long id, Fault fault) {
            this.id = id;
            this.fault = fault;
            this.random = new SplittableRandom(fault.trigger().seed());
        }

        public long id() {
            return id;
        }

        public Fault fault() {
            return fault;
        }

        /** {@return the number of calls for which the fault fired} */
        public synchronized long hits() {
            return hits;
        }

        /**
         * Waits until the fault fires; each hit ends one wait. A hang is a hit when it begins: with
         * {@link Fault.Effect.HangAfter}, the request is then handled and its response is not sent yet.
         *
         * @return false on timeout
         */
        public boolean awaitHit(Duration timeout) throws InterruptedException {
            return unseenHits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }

        synchronized boolean fires() {
            return fault.trigger().fires(++matched, random);
        }

        void recordHit() {
            synchronized (this) {
                hits++;
            }
            unseenHits.release();
        }

        /** Blocks the calling thread for this time, or until the fault is removed. */
        void hang(Duration duration) throws InterruptedException {
            removed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        }

        void release() {
            removed.countDown();
        }
    }
}
