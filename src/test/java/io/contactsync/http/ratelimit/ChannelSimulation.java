package io.contactsync.http.ratelimit;

import io.contactsync.http.AdaptiveConcurrency;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Simulates a busy channel in virtual time, with the limiter's own arithmetic, random latencies and lost calls. */
final class ChannelSimulation {

    static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private static final Slots.Sender SENDER = new Slots.Sender(0, 0);

    private final int limit;
    private final RateWindow rateWindow;
    private final ToLongFunction<Random> latency;
    private final double lossRate;
    private final Random random;
    private final Slots slots;
    private final AdaptiveConcurrency auto;
    private final PriorityQueue<InFlightCall> inFlightCalls =
            new PriorityQueue<>((a, b) -> Long.compare(a.answeredAt, b.answeredAt));
    private final List<Long> arrivals = new ArrayList<>();
    private int inFlight = AdaptiveConcurrency.INITIAL;
    private boolean releaseAfterSending;
    private long now;

    private record InFlightCall(int slot, long sentAt, long answeredAt, boolean lost, int concurrency) {}

    ChannelSimulation(int limit, RateWindow pacing, ToLongFunction<Random> latency, double lossRate, Random random) {
        this.limit = limit;
        this.rateWindow = pacing;
        this.latency = latency;
        this.lossRate = lossRate;
        this.random = random;
        this.slots = new Slots(StateBuffer.allocate(limit * Slots.LONGS_PER_SLOT));
        this.auto = AdaptiveConcurrency.limited(limit, pacing);
        this.now = 1_000 * SECOND + random.nextLong(100 * SECOND);
        slots.clear(0, now);
    }

    /** Sends calls and returns the times at which the server counted them, in order. */
    long[] arrivalsOf(int calls) {
        while (arrivals.size() < calls) {
            long wait = inFlightCalls.size() < inFlight ? slots.waitNanos(now, limit) : Long.MAX_VALUE;
            if (wait == 0) {
                send();
            } else if (!inFlightCalls.isEmpty() && inFlightCalls.peek().answeredAt - now <= wait) {
                now = inFlightCalls.peek().answeredAt;
                release(inFlightCalls.remove());
            } else {
                now += wait;
            }
        }
        return arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void send() {
        long took = latency.applyAsLong(random);
        boolean lost = random.nextDouble() < lossRate;
        int slot = slots.acquire(now, rateWindow.leaseNanos(), 1, SENDER);
        inFlightCalls.add(new InFlightCall(slot, now, now + took, lost, inFlightCalls.size() + 1));
        long latest = took + (lost ? rateWindow.lostCallMargin().toNanos() : 0);
        // Any time between sending and response, with both ends more frequent than in a uniform distribution.
        long after = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> latest;
            default -> random.nextLong(latest + 1);
        };
        arrivals.add(now + after);
    }

    /** Frees slots a window after sending instead of after the response, which is wrong. */
    ChannelSimulation releasingSlotsAfterSending() {
        releaseAfterSending = true;
        return this;
    }

    private void release(InFlightCall call) {
        long from = releaseAfterSending ? call.sentAt() : now;
        slots.release(
                call.slot(),
                1,
                SENDER,
                from + (call.lost() ? rateWindow.nanosAfterLoss() : rateWindow.nanosAfterAnswer()));
        if (!call.lost()) {
            inFlight = auto.recordResponse(now, now - call.sentAt(), call.concurrency());
        }
    }

    /**
     * The latency measured on the real service: log-normal with a median of 150 ms; one call in a hundred takes 2 s.
     */
    static long measuredLatency(Random random) {
        return random.nextInt(100) == 0 ? 2 * SECOND : (long) (150 * MILLI * Math.exp(0.5 * random.nextGaussian()));
    }
}
