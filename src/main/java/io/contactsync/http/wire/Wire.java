package io.contactsync.http.wire;

import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireAnswer.Body;
import io.contactsync.http.wire.WireAnswer.Lost;
import io.contactsync.http.wire.WireAnswer.Reach;
import io.contactsync.http.wire.WireAnswer.Unreadable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The wire to one server: sends a request once and says how that ended. */
public final class Wire implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int IDLE_SECONDS = 4;

    private final OkHttpClient client;
    private final String authorization;
    private final long mostBytes;
    private final InstantSource wall;

    /**
     * A wire with its own connections.
     *
     * @param limits times and sizes
     * @param token what the server knows us by
     * @param wall the wall clock, to which a {@code Retry-After} date is compared
     * @param builder what OkHttp is to be made from; its protocols, trust and proxy are kept
     */
    public Wire(WireLimits limits, String token, InstantSource wall, OkHttpClient.Builder builder) {
        this.authorization = "Bearer " + token;
        this.mostBytes = limits.mostBytes();
        this.wall = wall;
        this.client = builder.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(limits.mostConnections(), IDLE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.read())
                .callTimeout(limits.call())
                .addNetworkInterceptor(Wire::announced)
                .build();
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
    public record WireLimits(Duration connect, Duration read, Duration call, long mostBytes, int mostConnections) {}

    /** What is told immediately before a request is written. */
    @FunctionalInterface
    public interface BeforeSending {
        /**
         * The request is about to be written.
         *
         * @return false to keep it back
         */
        boolean onTheWire();
    }

    private static final class Sending {
        private final BeforeSending before;
        private boolean begun;
        private @Nullable String retryAfter;

        Sending(BeforeSending before) {
            this.before = before;
        }
    }

    private static Response announced(Interceptor.Chain chain) throws IOException {
        Sending sending = chain.request().tag(Sending.class);
        if (sending == null || sending.begun) {
            throw new IOException("a request that nobody sent");
        }
        if (!sending.before.onTheWire()) {
            throw new IOException("kept back");
        }
        sending.begun = true;
        Response response = chain.proceed(chain.request());
        sending.retryAfter = response.header("Retry-After");
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    /**
     * Sends a request once and reads its answer.
     *
     * @param wireCall the request
     * @param before told immediately before it is written; not at all when no connection could be made
     * @return how it ended
     */
    public WireAnswer send(WireCall wireCall, BeforeSending before) {
        Sending sending = new Sending(before);
        Call call = client.newCall(request(wireCall, sending));
        try (Response response = call.execute()) {
            return new Answered(response.code(), body(response), retryAfter(response, sending));
        } catch (IOException e) {
            boolean untouched = !sending.begun || refusedUnread(e);
            return new Lost(reason(e), untouched ? Reach.UNSENT : Reach.SENT);
        }
    }

    private Body body(Response response) {
        try {
            return JsonBody.read(response.body(), mostBytes);
        } catch (IOException e) {
            return new Unreadable("broke off: " + reason(e));
        }
    }

    private Optional<Duration> retryAfter(Response response, Sending sending) {
        return RetryAfter.read(sending.retryAfter, response.header("Date"), wall.instant());
    }

    private Request request(WireCall call, Sending sending) {
        ByteString json = call.json();
        boolean needsBody = !call.method().equals("GET") && !call.method().equals("DELETE");
        RequestBody body = json != null ? once(json) : needsBody ? once(ByteString.EMPTY) : null;
        return new Request.Builder()
                .url(call.url())
                .method(call.method(), body)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "contact-sync")
                .tag(Sending.class, sending)
                .build();
    }

    private static RequestBody once(ByteString json) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public long contentLength() {
                return json.size();
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(json);
            }
        };
    }

    /** HTTP/2 says in these cases that the request was not looked at (RFC 9113, 8.7). */
    private static boolean refusedUnread(IOException e) {
        return e instanceof ConnectionShutdownException
                || (e instanceof StreamResetException reset && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }

    private static String reason(IOException e) {
        if (e instanceof InterruptedIOException) {
            return "no answer in time";
        } else if (e instanceof UnknownHostException) {
            return "the host is not known";
        } else if (e instanceof ConnectException) {
            return "no connection";
        } else if (e instanceof SSLException) {
            return "no secure connection (" + e.getClass().getSimpleName() + ")";
        }
        return "the connection was lost (" + e.getClass().getSimpleName() + ")";
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
