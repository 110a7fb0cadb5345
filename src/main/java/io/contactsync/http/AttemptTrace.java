package io.contactsync.http;

import io.contactsync.http.AttemptResult.Delivery;
import io.contactsync.http.HttpTransport.AttemptListener;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The state of one attempt; attached to the OkHttp request as a tag. */
final class AttemptTrace {

    private static final int TEST_MILLIS = 1;
    private static final Set<Protocol> HTTP_1 = Set.of(Protocol.HTTP_1_0, Protocol.HTTP_1_1);

    private final AttemptListener listener;
    private final boolean testsConnection;
    private boolean foundConnectionClosed;
    private boolean writeStarted;
    private @Nullable String retryAfter;

    /**
     * Creates the state of an attempt.
     *
     * @param testsConnection whether to test that the server has not closed the connection, which takes a millisecond
     */
    AttemptTrace(AttemptListener listener, boolean testsConnection) {
        this.listener = listener;
        this.testsConnection = testsConnection;
    }

    /** A network interceptor: the connection is established and nothing has been written yet. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        AttemptTrace attempt = chain.request().tag(AttemptTrace.class);
        if (attempt == null || attempt.writeStarted) {
            throw new IOException("unexpected request");
        }
        if (attempt.testsConnection) {
            attempt.requireOpen(chain.connection());
        }
        if (!attempt.listener.beforeWrite()) {
            throw new IOException("not sent");
        }
        attempt.writeStarted = true;
        Response response = chain.proceed(chain.request());
        if (response.header("Content-Length", "").startsWith("-")) {
            // OkHttp would fail on it with an exception that is no I/O exception.
            throw new ProtocolException("negative length");
        }
        attempt.retryAfter = response.header("Retry-After");
        // OkHttp would repeat a 503 with "Retry-After: 0" by itself.
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    /**
     * Tests an HTTP/1 connection. OkHttp does so only after 10 s, and a request that is written to a closed connection
     * may have been processed, for all that the client knows.
     *
     * @throws IOException if the server has closed the connection, or has sent something without a request
     */
    private void requireOpen(@Nullable Connection connection) throws IOException {
        // Another thread reads from an HTTP/2 connection.
        if (connection == null || !HTTP_1.contains(connection.protocol())) {
            return;
        }
        Socket socket = connection.socket();
        int timeout = socket.getSoTimeout();
        try {
            socket.setSoTimeout(TEST_MILLIS);
            foundConnectionClosed = true;
            String problem = socket.getInputStream().read() < 0 ? "closed" : "a response without a request";
            throw new ProtocolException(problem);
        } catch (SocketTimeoutException e) {
            // Nothing to read: the connection is open.
            foundConnectionClosed = false;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }

    /** Whether the server had closed the connection before anything was written. */
    boolean foundConnectionClosed() {
        return foundConnectionClosed;
    }

    Delivery delivery(IOException failure) {
        return !writeStarted || IoFailures.isUnprocessed(failure) ? Delivery.NOT_SENT : Delivery.MAYBE_SENT;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
