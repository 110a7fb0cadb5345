package io.contactsync.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final Arrival CREATE = new Arrival("POST", "/contact", CallKind.CREATE, "support", null);
    private static final Arrival GET = new Arrival("GET", "/contact/7", CallKind.GET, "support", "7");

    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final CallLog log = new CallLog(now::get, Duration.ofSeconds(60), 10);

    @Test
    void countsCallOnArrivalAndAddsStatusOnResponse() {
        OpenCall call = log.record(CREATE);
        assertThat(log.count(CallKind.CREATE)).isEqualTo(1);
        assertThat(log.counts()).isEqualTo(Map.of("support", Map.of(CallKind.CREATE, Map.of(0, 1L))));
        call.setParts(3);
        call.setContactId("9");
        call.setStatus(200);
        assertThat(log.counts()).isEqualTo(Map.of("support", Map.of(CallKind.CREATE, Map.of(200, 1L))));
        assertThat(log.entries())
                .containsExactly(new Call(
                        1, 5_000_000_000L, 5_000, "POST", CallKind.CREATE, "/contact", 200, "support", 3, "9", null));
    }

    @Test
    void dropsOldEntriesButKeepsCounts() {
        for (int i = 0; i < 25; i++) {
            log.record(GET).setStatus(i % 5 == 0 ? 429 : 200);
        }
        assertThat(log.entries()).hasSize(10);
        assertThat(log.entries().get(9).sequence()).isEqualTo(25);
        assertThat(log.count()).isEqualTo(25);
        assertThat(log.count("support", CallKind.GET, 429)).isEqualTo(5);
        assertThat(log.count("sales", CallKind.GET)).isZero();
    }

    @Test
    void measuresPeakForEachChannel() {
        for (int second = 0; second < 200; second++) {
            now.addAndGet(1_000_000_000L);
            log.record(GET);
        }
        log.record(new Arrival("GET", "/contact/7", CallKind.GET, "sales", "7"));
        assertThat(log.peak("support")).isEqualTo(60);
        assertThat(log.peak("sales")).isEqualTo(1);
        assertThat(log.peak("unknown")).isZero();
    }

    @Test
    void resetRemovesAllCallsIncludingPendingOnes() {
        OpenCall pending = log.record(GET);
        log.reset();
        pending.setStatus(200);
        assertThat(log.count()).isZero();
        assertThat(log.counts()).isEmpty();
        assertThat(log.entries()).isEmpty();
        log.record(CREATE);
        assertThat(log.entries().get(0).sequence()).isEqualTo(1);
    }
}
