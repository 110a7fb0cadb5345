package io.contactsync.http.wire;

import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireAnswer.Body;
import io.contactsync.http.wire.WireAnswer.NoResponse;
import io.contactsync.http.wire.WireAnswer.Unreadable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

/** The wire to one server: sends a request once and says how that ended. */
public final class Wire implements AutoCloseable {

    private static final int IDLE_SECONDS = 4;

    private final OkHttpClient client;
    private final String authorization;
    private final long maxBodyBytes;
    private final InstantSource wallClock;

    /**
     * A wire with its own connections.
     *
     * @param limits times and sizes
     * @param token what the server knows us by
     * @param wall the wall clock, to which a {@code Retry-After} date is compared
     * @param builder what OkHttp is to be made from; its protocols, trust and proxy are kept
     */
    public Wire(Limits limits, String token, InstantSource wall, OkHttpClient.Builder builder) {
        this.authorization = "Bearer " + token;
        this.maxBodyBytes = limits.maxBodyBytes();
        this.wallClock = wall;
        this.client = builder.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(limits.maxIdleConnections(), IDLE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.read())
                .callTimeout(limits.call())
                .addNetworkInterceptor(Transmission::intercept)
                .build();
    }

    /**
     * What OkHttp is to be made from.
     *
     * @param base the server
     * @return to be handed to a wire
     */
    public static OkHttpClient.Builder builder(HttpUrl base) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        // Without TLS nobody need read all certificates that the JVM trusts.
        return base.isHttps() ? builder : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    /**
     * Times and sizes of a wire.
     *
     * @param connect for a connection, with TLS
     * @param read between two pieces of an answer
     * @param call for the whole call
     * @param mostBytes of an answer's body
     * @param mostConnections kept for further use
     */
    public record Limits(Duration connect, Duration read, Duration call, long maxBodyBytes, int maxIdleConnections) {}

    /** Who sends a request, and is told of its way. */
    public interface AttemptListener {
        /**
         * The connection stands, and the request is about to be written; not told when no connection could be made.
         *
         * @return false to keep it back
         */
        boolean beforeWrite();

        /**
         * The request's way is over, and nobody has been let in its place yet.
         *
         * @param answer how it ended
         */
        void completed(WireAnswer answer);
    }

    /**
     * Sends a request once and reads its answer.
     *
     * @param wireCall the request
     * @param sender told before it is written
     * @return how it ended
     */
    public WireAnswer send(WireCall wireCall, AttemptListener sender) {
        Transmission sending = new Transmission(sender);
        Call call = client.newCall(request(wireCall, sending));
        try (Response response = call.execute()) {
            return new Answered(response.code(), body(response), retryAfter(response, sending));
        } catch (IOException e) {
            return new NoResponse(Breakage.describe(e), sending.delivery(e));
        }
    }

    private Body body(Response response) {
        try {
            return JsonBody.read(response.body(), maxBodyBytes);
        } catch (IOException e) {
            return new Unreadable("broke off: " + Breakage.describe(e));
        }
    }

    private Optional<Duration> retryAfter(Response response, Transmission sending) {
        return RetryAfter.parse(sending.retryAfter(), response.header("Date"), wallClock.instant());
    }

    private Request request(WireCall call, Transmission sending) {
        ByteString json = call.json();
        boolean needsBody = !call.method().equals("GET") && !call.method().equals("DELETE");
        RequestBody body = json != null ? new OneShotBody(json) : needsBody ? new OneShotBody(ByteString.EMPTY) : null;
        return new Request.Builder()
                .url(call.url())
                .method(call.method(), body)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "contact-sync")
                .tag(Transmission.class, sending)
                .build();
    }

    /** Cuts off all calls that are on the wire; they end as {@link Lost}. */
    public void cancelAll() {
        client.dispatcher().cancelAll();
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
