package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.LongBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCountsTest {

    private static final List<String> KINDS = List.of("lookup", "create");

    private final LongBuffer buffer = LongBuffer.allocate(CallCounts.requiredLongs(KINDS));

    @Test
    void continuesFromTheCountsInTheBuffer() {
        CallCounts counts = new CallCounts(KINDS, buffer);
        counts.countAttempt("create");
        counts.countAttempt("create");
        counts.countRetry();
        counts.countThrottled();

        CallCounts later = new CallCounts(KINDS, buffer);
        later.countAttempt("lookup");
        assertThat(later.byKind()).containsEntry("lookup", 1L).containsEntry("create", 2L);
        assertThat(later.total()).isEqualTo(3);
        assertThat(later.retries()).isEqualTo(1);
        assertThat(later.throttled()).isEqualTo(1);
    }

    @Test
    void countsCallsOfConcurrentThreads() throws Exception {
        CallCounts counts = new CallCounts(KINDS, buffer);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    counts.countAttempt("lookup");
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counts.of("lookup")).isEqualTo(40_000);
    }

    @Test
    void rejectsAnUnknownKind() {
        CallCounts counts = new CallCounts(KINDS, buffer);
        assertThatThrownBy(() -> counts.of("get"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("get");
    }

    @Test
    void rejectsABufferThatIsTooSmall() {
        LongBuffer small = LongBuffer.allocate(3);
        assertThatThrownBy(() -> new CallCounts(KINDS, small)).isInstanceOf(IllegalArgumentException.class);
    }
}
