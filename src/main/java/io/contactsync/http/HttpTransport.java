package io.contactsync.http;

import io.contactsync.http.AttemptResult.Answered;
import io.contactsync.http.AttemptResult.Body;
import io.contactsync.http.AttemptResult.Json;
import io.contactsync.http.AttemptResult.Malformed;
import io.contactsync.http.AttemptResult.NoResponse;
import io.contactsync.support.FatalErrorHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** The HTTP transport to one server: sends a request exactly once and returns the result. */
final class HttpTransport implements AutoCloseable {

    private static final int IDLE_SECONDS = 4;

    private final OkHttpClient client;
    private final String authorization;
    private final TokenFilter tokenFilter;
    private final long maxBodyBytes;
    private final InstantSource wallClock;
    /** The calls in flight. OkHttp's dispatcher forgets a call as soon as the head of its response is there. */
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /** Set by the first lost connection; connections are then tested before a request is written. */
    private volatile boolean losesConnections;

    /**
     * Creates a transport with its own connection pool.
     *
     * @param wallClock the clock to which a {@code Retry-After} date is compared
     * @param builder the OkHttp builder; its protocols, trust settings and proxy are kept
     */
    public HttpTransport(Limits limits, String token, InstantSource wallClock, OkHttpClient.Builder builder) {
        this.authorization = "Bearer " + token;
        this.tokenFilter = new TokenFilter(token);
        this.maxBodyBytes = limits.maxBodyBytes();
        this.wallClock = wallClock;
        this.client = builder.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(limits.maxIdleConnections(), IDLE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.read())
                .callTimeout(limits.call())
                .addNetworkInterceptor(AttemptTrace::intercept)
                .build();
    }

    /** {@return an OkHttp builder for this server} */
    public static OkHttpClient.Builder builder(HttpUrl baseUrl) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        // Without TLS the JVM's trusted certificates need not be loaded.
        return baseUrl.isHttps() ? builder : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    /**
     * The limits of a transport.
     *
     * @param connect for establishing a connection, including TLS
     * @param read between two reads from the connection
     * @param call for the whole call
     * @param maxBodyBytes maximum size of a response body
     * @param maxIdleConnections connections kept for reuse
     */
    public record Limits(Duration connect, Duration read, Duration call, long maxBodyBytes, int maxIdleConnections) {}

    /** Is notified before a request is written and after it has completed. */
    public interface AttemptListener {
        /**
         * The connection is established and the request is about to be written. Not called if no connection could be
         * established.
         *
         * @return false to not send the request
         */
        boolean beforeWrite();

        /** The attempt is over; its slot has not been given to another call yet. */
        void completed(AttemptResult result);
    }

    /** Sends a request exactly once and reads the response. */
    public AttemptResult send(TransportRequest request, AttemptListener listener) {
        AttemptTrace tested = new AttemptTrace(listener, losesConnections);
        AttemptResult result = send(request, tested);
        // Nothing was written, and the connections that the server has closed are no longer kept.
        return tested.foundConnectionClosed() ? send(request, new AttemptTrace(listener, false)) : result;
    }

    private AttemptResult send(TransportRequest request, AttemptTrace attempt) {
        Call call = client.newCall(httpRequest(request, attempt));
        calls.add(call);
        try (Response response = call.execute()) {
            Body body = body(response);
            if (body instanceof Malformed) {
                // The rest of the response may still follow: it is not read, and the connection is not used again.
                call.cancel();
            }
            return new Answered(response.code(), body, retryAfter(response, attempt));
        } catch (IOException e) {
            FatalErrorHandler.check(e);
            // A server that has closed this connection has probably closed the idle ones, too.
            client.connectionPool().evictAll();
            losesConnections = true;
            return new NoResponse(IoFailures.describe(e), attempt.delivery(e));
        } finally {
            calls.remove(call);
        }
    }

    private Body body(Response response) {
        try {
            Body body = JsonBodyReader.read(response.body(), maxBodyBytes);
            return body instanceof Json json ? new Json(tokenFilter.apply(json.node())) : body;
        } catch (IOException e) {
            return new Malformed("is incomplete: " + IoFailures.describe(e));
        }
    }

    private Optional<Duration> retryAfter(Response response, AttemptTrace attempt) {
        return RetryAfterHeader.parse(attempt.retryAfter(), response.header("Date"), wallClock.instant());
    }

    private Request httpRequest(TransportRequest request, AttemptTrace attempt) {
        ByteString json = request.json();
        boolean needsBody = !request.method().equals("GET") && !request.method().equals("DELETE");
        RequestBody body =
                json != null ? new OneShotJsonBody(json) : needsBody ? new OneShotJsonBody(ByteString.EMPTY) : null;
        return new Request.Builder()
                .url(request.url())
                .method(request.method(), body)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "contact-sync")
                .tag(AttemptTrace.class, attempt)
                .build();
    }

    /** Cancels all calls in flight; they end as {@link NoResponse}. */
    public void cancelAll() {
        calls.forEach(Call::cancel);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
