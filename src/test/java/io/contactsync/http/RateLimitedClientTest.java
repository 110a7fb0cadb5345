package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ApiClientOptions.Clocks;
import io.contactsync.http.ratelimit.RateWindow;
import io.contactsync.http.ratelimit.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole client with a limit of 20 calls in 300 ms, in real time, measured at the server. A slow machine only
 * increases the distance between arrivals: a permit is free a window after the response, which follows the arrival.
 */
class RateLimitedClientTest {

    private static final int LIMIT = 20;
    private static final Duration WINDOW = Duration.ofMillis(300);

    @TempDir
    private Path state;

    @Test
    void concurrentCallsKeepTheLimitAtTheServer() throws Exception {
        ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
        RateWindow pacing = new RateWindow(WINDOW, Duration.ofMillis(2), Duration.ofMillis(50), Duration.ofMinutes(2));
        Clocks clocks = new Clocks(Ticker.system(), InstantSource.system(), new Random(1), pacing);
        try (ClientFixture api = new ClientFixture(
                options -> new ApiClientOptions(
                        options.name(),
                        options.baseUrl(),
                        options.token(),
                        new RateLimit.PerMinute(LIMIT + 5, 5),
                        state.resolve("pace"),
                        new InFlightLimit.Auto(),
                        options.retry(),
                        options.timeouts(),
                        null,
                        clocks),
                new CancellationToken())) {
            api.server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    arrivals.add(System.nanoTime());
                    return ClientFixture.json(200, "{}");
                }
            });
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Future<ApiResult>> replies = new ArrayList<>();
            for (int i = 0; i < 5 * LIMIT; i++) {
                replies.add(threads.submit(() -> api.client.send(api.lookup())));
            }
            for (Future<ApiResult> reply : replies) {
                assertThat(reply.get(2, TimeUnit.MINUTES)).isInstanceOf(ApiResult.Ok.class);
            }
            threads.shutdown();
            assertThat(api.client.metrics().currentLimit()).contains(LIMIT);
        }
        long[] sorted = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(sorted).hasSize(5 * LIMIT);
        for (int i = LIMIT; i < sorted.length; i++) {
            assertThat(sorted[i] - sorted[i - LIMIT]).isGreaterThan(WINDOW.toNanos());
        }
    }
}
