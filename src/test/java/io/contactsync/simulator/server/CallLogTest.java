package io.contactsync.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final SimulatorService.IncomingCall CREATE =
            new SimulatorService.IncomingCall("POST", "/contact", EndpointKind.CREATE, "support", null);
    private static final SimulatorService.IncomingCall GET =
            new SimulatorService.IncomingCall("GET", "/contact/7", EndpointKind.GET, "support", "7");

    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final CallLog log = new CallLog(now::get, Duration.ofSeconds(60), 10);

    @Test
    void countsCallWhenReceivedAndAddsStatusOnResponse() {
        PendingCall call = log.record(CREATE);
        assertThat(log.count(EndpointKind.CREATE)).isEqualTo(1);
        assertThat(log.counts()).isEqualTo(Map.of("support", Map.of(EndpointKind.CREATE, Map.of(0, 1L))));
        call.setParts(3);
        call.setContactId("9");
        call.setStatus(200);
        assertThat(log.counts()).isEqualTo(Map.of("support", Map.of(EndpointKind.CREATE, Map.of(200, 1L))));
        assertThat(log.entries())
                .containsExactly(new CallLog.Entry(
                        1,
                        5_000_000_000L,
                        5_000,
                        "POST",
                        EndpointKind.CREATE,
                        "/contact",
                        200,
                        "support",
                        3,
                        "9",
                        null));
    }

    @Test
    void dropsOldEntriesButKeepsCounts() {
        for (int i = 0; i < 25; i++) {
            log.record(GET).setStatus(i % 5 == 0 ? 429 : 200);
        }
        assertThat(log.entries()).hasSize(10);
        assertThat(log.entries().get(9).sequence()).isEqualTo(25);
        assertThat(log.count()).isEqualTo(25);
        assertThat(log.count("support", EndpointKind.GET, 429)).isEqualTo(5);
        assertThat(log.count("sales", EndpointKind.GET)).isZero();
    }

    @Test
    void measuresPeakForEachChannel() {
        for (int second = 0; second < 200; second++) {
            now.addAndGet(1_000_000_000L);
            log.record(GET);
        }
        log.record(new SimulatorService.IncomingCall("GET", "/contact/7", EndpointKind.GET, "sales", "7"));
        assertThat(log.peak("support")).isEqualTo(60);
        assertThat(log.peak("sales")).isEqualTo(1);
        assertThat(log.peak("unknown")).isZero();
    }

    @Test
    void resetRemovesAllCallsIncludingPendingOnes() {
        PendingCall pending = log.record(GET);
        log.reset();
        pending.setStatus(200);
        assertThat(log.count()).isZero();
        assertThat(log.counts()).isEmpty();
        assertThat(log.entries()).isEmpty();
        log.record(CREATE);
        assertThat(log.entries().get(0).sequence()).isEqualTo(1);
    }
}
