package io.contactsync.http;

import io.contactsync.http.ApiClientOptions.Clocks;
import io.contactsync.http.ApiClientOptions.RetryOptions;
import io.contactsync.http.ApiClientOptions.Timeouts;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ratelimit.RateWindow;
import io.contactsync.http.ratelimit.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.LongBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A mock server with prepared responses, and a client of it without a rate limit, usually on a fast ticker. */
final class ClientFixture implements AutoCloseable {

    static final String TOKEN = "s3cr3t-t0ken";
    static final List<String> KINDS = List.of("lookup", "create", "update", "probe");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    final MockWebServer server = new MockWebServer();
    final ConcurrentLinkedQueue<MockResponse> responses = new ConcurrentLinkedQueue<>();
    final CallCounts counts = new CallCounts(KINDS, LongBuffer.allocate(CallCounts.requiredLongs(KINDS)));
    final AtomicInteger refusedConnections = new AtomicInteger();
    final Ticker ticker;
    final CancellationToken stop;
    final ApiClientOptions options;
    final ApiClient client;
    private final AtomicReference<@Nullable Duration> nextReadTimeout = new AtomicReference<>();
    private final AtomicReference<@Nullable Duration> nextCallTimeout = new AtomicReference<>();
    private volatile boolean reachable = true;

    ClientFixture() throws Exception {
        this(UnaryOperator.identity(), new CancellationToken());
    }

    ClientFixture(UnaryOperator<ApiClientOptions> changes, CancellationToken stop) throws Exception {
        this(changes, stop, List.of(Protocol.HTTP_1_1));
    }

    ClientFixture(Ticker ticker) throws Exception {
        this(UnaryOperator.identity(), new CancellationToken(), List.of(Protocol.HTTP_1_1), ticker);
    }

    ClientFixture(UnaryOperator<ApiClientOptions> changes, CancellationToken stop, List<Protocol> protocols)
            throws Exception {
        this(changes, stop, protocols, new FastTicker(1_000));
    }

    ClientFixture(
            UnaryOperator<ApiClientOptions> changes, CancellationToken stop, List<Protocol> protocols, Ticker ticker)
            throws Exception {
        this.stop = stop;
        this.ticker = ticker;
        server.setProtocols(protocols);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse peek() {
                MockResponse next = responses.peek();
                boolean atRequest = next != null && next.getOnRequestStart() != null && responses.remove(next);
                return atRequest ? next : new MockResponse.Builder().build();
            }

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse response = responses.poll();
                return response == null ? json(200, "{\"data\":{\"id\":\"1\"}}") : response;
            }
        });
        server.start();
        ApiClientOptions plain = ApiClientOptions.of(
                        "HeyX channel support", server.url("/api/v1"), TOKEN, new RateLimit.Unlimited(), null)
                .withClocks(new Clocks(ticker, () -> Instant.EPOCH, new Random(1), RateWindow.MINUTE))
                .withRetry(new RetryOptions(3, Duration.ofDays(2)))
                .withTimeouts(new Timeouts(TIMEOUT, TIMEOUT, TIMEOUT, 100_000));
        this.options = changes.apply(plain);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(protocols)
                .addInterceptor(this::applyNextTimeouts)
                .socketFactory(new Sockets());
        this.client = new ApiClient(options, counts, stop, builder);
    }

    /** Sets the read timeout of the next call only, so that no other call times out on a slow machine. */
    void readTimeoutOfNextCall(Duration timeout) {
        nextReadTimeout.set(timeout);
    }

    /** Sets the timeout of the whole next call. */
    void timeoutOfNextCall(Duration timeout) {
        nextCallTimeout.set(timeout);
    }

    private Response applyNextTimeouts(Interceptor.Chain chain) throws IOException {
        Duration whole = nextCallTimeout.getAndSet(null);
        if (whole != null) {
            AsyncTimeout running = (AsyncTimeout) chain.call().timeout();
            running.exit();
            running.timeout(whole.toNanos(), TimeUnit.NANOSECONDS);
            running.enter();
        }
        Duration read = nextReadTimeout.getAndSet(null);
        return (read == null ? chain : chain.withReadTimeout((int) read.toMillis(), TimeUnit.MILLISECONDS))
                .proceed(chain.request());
    }

    /** If not reachable, connections are refused. */
    void setReachable(boolean reachable) {
        this.reachable = reachable;
    }

    private final class Sockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    if (!reachable) {
                        refusedConnections.incrementAndGet();
                        throw new ConnectException("Connection refused");
                    }
                    super.connect(endpoint, timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
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

    void enqueue(MockResponse... next) {
        responses.addAll(List.of(next));
    }

    ApiRequest lookup() {
        return call("lookup", "GET", null, RetrySafety.IDEMPOTENT);
    }

    ApiRequest create() {
        return call("create", "POST", "{\"phone\":\"+15551234567\"}", RetrySafety.ONLY_IF_UNSENT);
    }

    ApiRequest update() {
        return call("update", "PUT", "{\"phone\":\"+15551234567\"}", RetrySafety.IDEMPOTENT);
    }

    ApiRequest call(String kind, String method, @Nullable String body, RetrySafety repeat) {
        return new ApiRequest(
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
