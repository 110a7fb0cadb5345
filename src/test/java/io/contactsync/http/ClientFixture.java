package io.contactsync.http;

import io.contactsync.http.ApiCall.RetrySafety;
import io.contactsync.http.ApiOptions.Clocks;
import io.contactsync.http.ApiOptions.RetryOptions;
import io.contactsync.http.ApiOptions.Timeouts;
import io.contactsync.http.pace.Pacing;
import java.nio.LongBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A server that answers what it is told, and an unlimited client of it on fast time. */
final class ClientFixture implements AutoCloseable {

    static final String TOKEN = "s3cr3t-t0ken";
    static final List<String> KINDS = List.of("lookup", "create", "update", "probe");

    final MockWebServer server = new MockWebServer();
    final ConcurrentLinkedQueue<MockResponse> answers = new ConcurrentLinkedQueue<>();
    final CallCounts counts = new CallCounts(KINDS, LongBuffer.allocate(CallCounts.requiredLongs(KINDS)));
    final FastTicker ticker = new FastTicker();
    final StopSignal stop;
    final ApiOptions options;
    final ApiClient client;

    ClientFixture() throws Exception {
        this(UnaryOperator.identity(), new StopSignal());
    }

    ClientFixture(UnaryOperator<ApiOptions> changes, StopSignal stop) throws Exception {
        this(changes, stop, List.of(Protocol.HTTP_1_1));
    }

    ClientFixture(UnaryOperator<ApiOptions> changes, StopSignal stop, List<Protocol> protocols) throws Exception {
        this.stop = stop;
        server.setProtocols(protocols);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse peek() {
                MockResponse next = answers.peek();
                boolean atRequest = next != null && next.getOnRequestStart() != null && answers.remove(next);
                return atRequest ? next : new MockResponse.Builder().build();
            }

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse answer = answers.poll();
                return answer == null ? json(200, "{\"data\":{\"id\":\"1\"}}") : answer;
            }
        });
        server.start();
        ApiOptions plain = ApiOptions.of(
                        "HeyX channel support", server.url("/api/v1"), TOKEN, new Rate.Unlimited(), null)
                .withClocks(new Clocks(ticker, () -> Instant.EPOCH, new Random(1), Pacing.MINUTE))
                .withRetry(new RetryOptions(3, Duration.ofHours(5)))
                .withTimeouts(
                        new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofMillis(500), 100_000));
        this.options = changes.apply(plain);
        this.client = new ApiClient(options, counts, stop, new OkHttpClient.Builder().protocols(protocols));
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static MockResponse status(int status) {
        return json(status, "{\"status\":\"error\",\"message\":\"says " + status + "\",\"data\":[]}");
    }

    void answers(MockResponse... next) {
        answers.addAll(List.of(next));
    }

    ApiCall lookup() {
        return call("lookup", "GET", null, RetrySafety.IDEMPOTENT);
    }

    ApiCall create() {
        return call("create", "POST", "{\"phone\":\"+15551234567\"}", RetrySafety.ONLY_IF_UNSENT);
    }

    ApiCall update() {
        return call("update", "PUT", "{\"phone\":\"+15551234567\"}", RetrySafety.IDEMPOTENT);
    }

    ApiCall call(String kind, String method, @Nullable String body, RetrySafety repeat) {
        return new ApiCall(
                kind,
                method,
                client.baseUrl().newBuilder().addPathSegment("contact").build(),
                body == null ? null : JsonMapper.shared().readTree(body),
                repeat);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
