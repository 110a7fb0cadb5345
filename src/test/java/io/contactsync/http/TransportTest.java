package io.contactsync.http;

import static io.contactsync.http.ClientFixture.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.support.NamedThreadFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls on broken, slow and refused connections. */
class TransportTest {

    private static final String COMPLETE = "{\"data\":{\"id\":\"1\"}}";

    /** The timeout that is short for the call with the broken response. */
    private enum ShortTimeout {
        NONE,
        READ,
        WHOLE_CALL
    }

    /** A response after which the client cannot know whether the server processed the call. */
    private record BrokenResponse(MockResponse response, ShortTimeout timeout) {

        private static BrokenResponse of(MockResponse response) {
            return new BrokenResponse(response, ShortTimeout.NONE);
        }
    }

    static List<BrokenResponse> brokenResponses() {
        MockResponse.Builder ok = new MockResponse.Builder().addHeader("Content-Type", "application/json");
        return List.of(
                BrokenResponse.of(ok.clone()
                        .body(COMPLETE)
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()),
                BrokenResponse.of(ok.clone()
                        .body(COMPLETE.repeat(500))
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build()),
                new BrokenResponse(
                        ok.clone()
                                .body(COMPLETE)
                                .onResponseStart(SocketEffect.Stall.INSTANCE)
                                .build(),
                        ShortTimeout.READ),
                new BrokenResponse(
                        ok.clone()
                                .body(COMPLETE.repeat(500))
                                .throttleBody(1, 20, TimeUnit.MILLISECONDS)
                                .build(),
                        ShortTimeout.WHOLE_CALL),
                BrokenResponse.of(new MockResponse.Builder()
                        .addHeader("Content-Type", "text/html; charset=utf-8")
                        .body("<html></html>")
                        .build()),
                BrokenResponse.of(ok.clone()
                        .removeHeader("Content-Length")
                        .body("{\"data\":{\"id\":")
                        .build()),
                BrokenResponse.of(ok.clone().body("{} and more").build()),
                BrokenResponse.of(ok.clone().body("\"text\"").build()),
                BrokenResponse.of(ok.clone().body("").build()),
                BrokenResponse.of(
                        ok.clone().body("[\"" + "x".repeat(100_001) + "\"]").build()),
                BrokenResponse.of(ok.clone()
                        .body(COMPLETE)
                        .setHeader("Content-Length", "-5")
                        .build()),
                BrokenResponse.of(new MockResponse.Builder().status("nonsense").build()));
    }

    /**
     * Opens a connection, as in a run, and gives its second request the broken response. A repeated call on a new
     * connection gets a normal response, even if the server reads it before the call that timed out.
     *
     * @return counted down when the broken response is sent
     */
    private static CountDownLatch breakSecondCall(ClientFixture api, BrokenResponse broken) throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        api.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getConnectionIndex() == 0 && request.getExchangeIndex() == 1) {
                    given.countDown();
                    return broken.response();
                }
                return json(200, COMPLETE);
            }
        });
        api.client.send(api.lookup());
        switch (broken.timeout()) {
            case READ -> api.readTimeoutOfNextCall(Duration.ofMillis(100));
            case WHOLE_CALL -> api.timeoutOfNextCall(Duration.ofMillis(200));
            case NONE -> {}
        }
        return given;
    }

    @ParameterizedTest
    @MethodSource("brokenResponses")
    @Timeout(120)
    void createIsSentOnceAndIsInDoubt(BrokenResponse broken) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            CountDownLatch given = breakSecondCall(api, broken);
            ApiResult reply = api.client.send(api.create());
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            ApiResult.InDoubt.class,
                            doubt -> assertThat(doubt.attempts()).isEqualTo(1));
            assertThat(reply.toString())
                    .doesNotContain("nonsense")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("data");
            assertThat(api.counts.of("create")).isEqualTo(1);
            given.await();
        }
    }

    @ParameterizedTest
    @MethodSource("brokenResponses")
    @Timeout(120)
    void lookupIsRetriedAndSucceeds(BrokenResponse broken) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            CountDownLatch given = breakSecondCall(api, broken);
            assertThat(api.client.send(api.lookup())).isInstanceOf(ApiResult.Ok.class);
            assertThat(api.counts.of("lookup")).isEqualTo(3);
            assertThat(api.counts.retries()).isEqualTo(1);
            given.await();
        }
    }

    @ParameterizedTest
    @MethodSource("retryAfterZero")
    void everyRetryIsCounted(MockResponse response) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.lookup());
            api.enqueue(response);
            api.client.send(api.lookup());
            assertThat(api.counts.of("lookup"))
                    .isEqualTo(api.server.getRequestCount())
                    .isEqualTo(3);
        }
    }

    static List<MockResponse> retryAfterZero() {
        return List.of(
                new MockResponse.Builder()
                        .code(503)
                        .addHeader("Retry-After", "0")
                        .build(),
                new MockResponse.Builder().code(408).build(),
                new MockResponse.Builder()
                        .code(301)
                        .addHeader("Location", "/elsewhere")
                        .build(),
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "0")
                        .build());
    }

    @Test
    void refusedConnectionIsNotCounted() throws Exception {
        try (ClientFixture api = new ClientFixture(
                options -> options.withRetry(new ApiClientOptions.RetryOptions(3, Duration.ofSeconds(30))),
                new CancellationToken())) {
            api.server.close();
            assertThatThrownBy(() -> api.client.send(api.create()))
                    .isInstanceOf(FatalApiException.Outage.class)
                    .hasMessageContaining("no connection");
            assertThat(api.counts.total()).isZero();
            assertThat(api.counts.retries()).isZero();
        }
    }

    @Test
    void updateSucceedsWithAnEmptyResponse() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(new MockResponse.Builder().code(204).build(), json(200, ""));
            for (int i = 0; i < 2; i++) {
                assertThat(api.client.send(api.update()))
                        .isInstanceOfSatisfying(
                                ApiResult.Ok.class,
                                ok -> assertThat(ok.body().isMissingNode()).isTrue());
            }
        }
    }

    @Test
    void connectionsAreReused() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            for (int i = 0; i < 5; i++) {
                api.client.send(api.update());
            }
            for (int i = 0; i < 5; i++) {
                assertThat(api.server.takeRequest().getConnectionIndex()).isZero();
            }
        }
    }

    @Test
    @Timeout(60)
    void callWhoseBodyNeverArrivesEndsWhenTheRunIsStopped() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(new MockResponse.Builder()
                    .body("x".repeat(50_000))
                    .onResponseBody(SocketEffect.Stall.INSTANCE)
                    .build());
            NamedThreadFactory.daemon("stop", () -> {
                        try {
                            api.server.takeRequest();
                            Thread.sleep(200);
                            api.stop.requestStop(Duration.ZERO);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
            assertThatThrownBy(() -> api.client.send(api.lookup())).isInstanceOf(FatalApiException.Stopped.class);
        }
    }

    @Test
    void connectionOfAResponseThatIsTooLargeIsNotUsedAgain() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(json(200, COMPLETE), json(200, "[\"" + "x".repeat(150_000) + "\"]"), json(200, COMPLETE));
            api.client.send(api.lookup());
            api.client.send(api.lookup());
            List<Integer> connections = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                connections.add(api.server.takeRequest().getConnectionIndex());
            }
            assertThat(connections).containsExactly(0, 0, 1);
        }
    }

    @Test
    void createIsNotWrittenToAConnectionThatTheServerHasClosed() throws Exception {
        try (ClientFixture api = new ClientFixture();
                ClosingServer server = new ClosingServer();
                ApiClient client = new ApiClient(
                        ApiClientOptions.of("HeyX", server.url(), ClientFixture.TOKEN, new RateLimit.Unlimited(), null)
                                .withClocks(api.options.clocks())
                                .withRetry(api.options.retry()),
                        api.counts,
                        api.stop,
                        new OkHttpClient.Builder())) {
            client.send(server.call("lookup", "GET"));
            server.awaitClosed(1);
            // Nobody has tested the connection, so the request is lost with it.
            assertThat(client.send(server.call("create", "POST"))).isInstanceOf(ApiResult.InDoubt.class);
            client.send(server.call("lookup", "GET"));
            server.awaitClosed(2);
            assertThat(client.send(server.call("create", "POST"))).isInstanceOf(ApiResult.Ok.class);
            assertThat(server.received).containsExactly("GET", "GET", "POST");
            assertThat(api.counts.of("create")).isEqualTo(2);
        }
    }

    /** Closes each connection after one response, without notice. */
    private static final class ClosingServer implements AutoCloseable {

        final List<String> received = new CopyOnWriteArrayList<>();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Semaphore closed = new Semaphore(0);

        ClosingServer() throws IOException {
            NamedThreadFactory.daemon("closing-server", this::serve).start();
        }

        HttpUrl url() {
            return new HttpUrl.Builder()
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(socket.getLocalPort())
                    .build();
        }

        ApiRequest call(String kind, String method) {
            return new ApiRequest(
                    kind,
                    method,
                    url(),
                    null,
                    method.equals("POST") ? RetrySafety.ONLY_IF_UNSENT : RetrySafety.IDEMPOTENT);
        }

        void awaitClosed(int connections) {
            closed.acquireUninterruptibly(connections);
            closed.release(connections);
        }

        private void serve() {
            try {
                while (true) {
                    try (Socket connection = socket.accept()) {
                        BufferedReader in =
                                new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                        received.add(in.readLine().replaceFirst(" .*", ""));
                        while (!in.readLine().isEmpty()) {
                            // The next header.
                        }
                        connection
                                .getOutputStream()
                                .write(("HTTP/1.1 200 OK\r\nContent-Length: " + COMPLETE.length() + "\r\n\r\n"
                                                + COMPLETE)
                                        .getBytes(UTF_8));
                    }
                    closed.release();
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void refusedHttp2StreamIsRetriedAndNotInDoubt() throws Exception {
        List<Protocol> http2 = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
        try (ClientFixture api = new ClientFixture(UnaryOperator.identity(), new CancellationToken(), http2)) {
            api.client.send(api.lookup());
            api.enqueue(new MockResponse.Builder()
                    .onRequestStart(new SocketEffect.CloseStream(7))
                    .build());
            assertThat(api.client.send(api.create())).isInstanceOf(ApiResult.Ok.class);
            assertThat(api.client.send(api.call("update", "DELETE", "{\"tags\":[]}", RetrySafety.IDEMPOTENT)))
                    .isInstanceOf(ApiResult.Ok.class);
            assertThat(api.server.takeRequest().getRequestLine()).endsWith("HTTP/2");
        }
    }
}
