package io.contactsync.http;

import static io.contactsync.http.ClientFixture.json;
import static io.contactsync.http.ClientFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ApiClientOptions.RetryOptions;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.http.ratelimit.SteppedTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failing calls, outages and fatal errors. A call has three attempts. */
@Timeout(120)
class RetryTest {

    private final ManualTicker ticker = new ManualTicker(0);

    private static ClientFixture withProbe() throws Exception {
        List<ApiRequest> probe = new ArrayList<>();
        ClientFixture api =
                new ClientFixture(options -> options.withProbe(() -> probe.get(0)), new CancellationToken());
        probe.add(at(api, "probe", "GET", "probe"));
        return api;
    }

    /** An outage ends the run after 15 minutes, on a ticker that advances with every wait. */
    private ClientFixture withShortOutage() throws Exception {
        RetryOptions retry = new RetryOptions(3, Duration.ofMinutes(15));
        return new ClientFixture(
                options -> options.withRetry(retry), new CancellationToken(), List.of(Protocol.HTTP_1_1), ticker);
    }

    private static ApiRequest at(ClientFixture api, String kind, String method, String segment) {
        HttpUrl url = api.client.baseUrl().newBuilder().addPathSegment(segment).build();
        return new ApiRequest(kind, method, url, null, RetrySafety.IDEMPOTENT);
    }

    private static void respondByPath(ClientFixture api, Function<String, MockResponse> byPath) {
        api.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return byPath.apply(request.getUrl().pathSegments().get(2));
            }
        });
    }

    private static List<ApiResult> sendAll(ClientFixture api, List<ApiRequest> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<ApiResult>> replies = calls.stream()
                    .map(call -> threads.submit(() -> api.client.send(call)))
                    .toList();
            List<ApiResult> settled = new ArrayList<>();
            for (Future<ApiResult> reply : replies) {
                settled.add(reply.get());
            }
            return settled;
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void lastCallIsGivenUpAfterItsAttemptsIfTheProbeSucceeds() throws Exception {
        try (ClientFixture api = withProbe()) {
            respondByPath(api, path -> path.equals("bad") ? status(500) : json(200, "{}"));
            ApiResult reply = api.client.send(at(api, "update", "PUT", "bad"));
            assertThat(reply).isEqualTo(new ApiResult.GaveUp("HTTP 500, server error", 3));
            assertThat(api.counts.of("update")).isEqualTo(3);
            assertThat(api.counts.of("probe")).isBetween(1L, 3L);
            assertThat(api.counts.retries()).isEqualTo(2);
        }
    }

    @Test
    void failingCallIsGivenUpWhileOthersSucceed() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            respondByPath(api, path -> path.equals("bad") ? status(503) : json(200, "{}"));
            ExecutorService other = Executors.newSingleThreadExecutor();
            AtomicBoolean settled = new AtomicBoolean();
            Future<?> traffic = other.submit(() -> {
                while (!settled.get()) {
                    api.client.send(at(api, "lookup", "GET", "good"));
                }
            });
            assertThat(api.client.send(at(api, "update", "PUT", "bad"))).isInstanceOf(ApiResult.GaveUp.class);
            settled.set(true);
            traffic.get();
            other.shutdown();
        }
    }

    @Test
    void noCallIsLostDuringAnOutage() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.lookup()); // the service was available until now
            long startedAt = api.ticker.nanoTime();
            long lasts = TimeUnit.MINUTES.toNanos(10);
            AtomicInteger duringOutage = new AtomicInteger();
            respondByPath(api, path -> {
                boolean away = api.ticker.nanoTime() - startedAt < lasts;
                duringOutage.addAndGet(away ? 1 : 0);
                return away ? status(503) : json(200, "{}");
            });
            List<ApiRequest> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(at(api, "update", "PUT", "c" + i));
            }
            assertThat(sendAll(api, calls)).hasSize(20).allMatch(reply -> reply instanceof ApiResult.Ok);
            // Each call in flight once, then one probe at a time: 10 minutes at 15 to 30 s, the first ones faster.
            assertThat(duringOutage.get()).isLessThan(20 + 60);
        }
    }

    @Test
    void failingCallDoesNotProlongAnOutage() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            AtomicInteger seen = new AtomicInteger();
            respondByPath(
                    api, path -> path.equals("bad") || seen.incrementAndGet() < 6 ? status(500) : json(200, "{}"));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            ApiRequest bad = at(api, "update", "PUT", "bad");
            Future<ApiResult> never = thread.submit(() -> api.client.send(bad));
            List<ApiRequest> good = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                good.add(at(api, "update", "PUT", "good" + i));
            }
            assertThat(sendAll(api, good)).hasSize(3).allMatch(reply -> reply instanceof ApiResult.Ok);
            api.stop.requestStop(Duration.ZERO); // without other calls there is no evidence against the failing one
            thread.shutdown();
            assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(never).isDone();
        }
    }

    @Test
    void unsentCreateIsSentOnceTheServerIsAvailable() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.setReachable(false);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<ApiResult> reply = thread.submit(() -> api.client.send(api.create()));
            while (api.refusedConnections.get() == 0) {
                Thread.onSpinWait();
            }
            api.setReachable(true);
            assertThat(reply.get()).isInstanceOf(ApiResult.Ok.class);
            assertThat(api.counts.of("create")).isEqualTo(1);
            assertThat(api.counts.retries()).isZero();
            thread.shutdown();
        }
    }

    @Test
    void outageOverItsLimitEndsTheRunForAllCalls() throws Exception {
        try (ClientFixture api = withShortOutage()) {
            respondByPath(api, path -> status(502));
            assertThatThrownBy(() -> api.client.send(api.update()))
                    .isInstanceOf(FatalApiException.Outage.class)
                    .hasMessageMatching(
                            "HeyX channel support: no call has succeeded for \\d+ min; last failure: HTTP 502.*");
            assertThat(ticker.nanoTime()).isGreaterThan(TimeUnit.MINUTES.toNanos(15));
            long sent = api.counts.total();
            assertThatThrownBy(() -> api.client.send(api.lookup())).isInstanceOf(FatalApiException.Outage.class);
            assertThat(api.counts.total()).isEqualTo(sent);
        }
    }

    @Test
    void only429ResponsesBecomeAnOutage() throws Exception {
        try (ClientFixture api = withShortOutage()) {
            respondByPath(api, path -> status(429));
            assertThatThrownBy(() -> api.client.send(api.update()))
                    .isInstanceOf(FatalApiException.Outage.class)
                    .hasMessageContaining("HTTP 429");
            assertThat(api.counts.throttled()).isEqualTo(api.counts.total()).isEqualTo(17);
        }
    }

    @Test
    void outageLimitOfZeroMeansOneAttempt() throws Exception {
        try (ClientFixture api = new ClientFixture(
                options -> options.withRetry(new RetryOptions(1, Duration.ZERO)), new CancellationToken())) {
            api.enqueue(status(500));
            assertThatThrownBy(() -> api.client.send(api.lookup()))
                    .isInstanceOf(FatalApiException.Outage.class)
                    .hasMessageContaining("HTTP 500");
            assertThat(api.counts.total()).isEqualTo(1);
        }
    }

    @Test
    void refusedTokenEndsAllWaitingCalls() throws Exception {
        try (ClientFixture api = new ClientFixture(
                options -> options.withInFlight(new InFlightLimit.Fixed(1)), new CancellationToken())) {
            respondByPath(api, path -> status(401));
            List<ApiRequest> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(api.lookup());
            }
            assertThatThrownBy(() -> sendAll(api, calls)).hasCauseInstanceOf(FatalApiException.TokenRefused.class);
            assertThat(api.counts.total()).isEqualTo(1);
        }
    }

    @Test
    void callBudgetIsExact() throws Exception {
        CancellationToken stop = new CancellationToken(7);
        try (ClientFixture api = new ClientFixture(UnaryOperator.identity(), stop)) {
            List<ApiRequest> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(api.lookup());
            }
            assertThatThrownBy(() -> sendAll(api, calls)).hasCauseInstanceOf(FatalApiException.Stopped.class);
            assertThat(api.server.getRequestCount()).isEqualTo(7);
            assertThat(api.counts.total()).isEqualTo(7);
            assertThat(stop.isStopRequested()).isTrue();
            assertThat(stop.isExpired()).isFalse();
        }
    }

    @Test
    void callInFlightIsCancelledAtTheEndOfTheGracePeriod() throws Exception {
        SteppedTicker time = new SteppedTicker();
        CancellationToken stop = new CancellationToken(time);
        try (ClientFixture api = new ClientFixture(UnaryOperator.identity(), stop)) {
            respondByPath(api, path -> {
                stop.requestStop(CancellationToken.GRACE);
                time.advance(CancellationToken.GRACE.toNanos());
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            });
            assertThatThrownBy(() -> api.client.send(api.create())).isInstanceOf(FatalApiException.Stopped.class);
            assertThatThrownBy(() -> api.client.send(api.lookup())).isInstanceOf(FatalApiException.Stopped.class);
            assertThat(api.counts.total()).isEqualTo(1);
        }
    }

    @Test
    void callMayFinishWithinTheGracePeriod() throws Exception {
        CancellationToken stop = new CancellationToken(new SteppedTicker());
        try (ClientFixture api = new ClientFixture(UnaryOperator.identity(), stop)) {
            stop.requestStop(CancellationToken.GRACE);
            api.enqueue(status(429));
            assertThat(api.client.send(api.update())).isInstanceOf(ApiResult.Ok.class);
            assertThat(stop.isStopRequested()).isTrue();
        }
    }

    @Test
    void interruptStopsTheCallAndStaysSet() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> api.client.send(api.update())).isInstanceOf(FatalApiException.Stopped.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(api.counts.total()).isZero();
        }
    }

    @Test
    void retryAfterIsFollowedFrom1To300Seconds() throws Exception {
        for (String[] given : new String[][] {
            {"20", "20"},
            {"300", "300"},
            {"0", "60"},
            {"301", "60"},
            {"soon", "60"},
            {"99999999999999999999", "60"},
            {"Thu, 01 Jan 1970 00:00:30 GMT", "30"},
            {"Thu, 01 Jan 2099 00:00:30 GMT", "60"}
        }) {
            ManualTicker own = new ManualTicker(0);
            try (ClientFixture api = new ClientFixture(own)) {
                api.enqueue(status(429)
                        .newBuilder()
                        .addHeader("Retry-After", given[0])
                        .build());
                api.client.send(api.update());
                long waited = TimeUnit.NANOSECONDS.toSeconds(own.nanoTime());
                assertThat(waited).as(given[0]).isEqualTo(Long.parseLong(given[1]));
            }
        }
    }
}
