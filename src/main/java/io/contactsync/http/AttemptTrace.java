package io.contactsync.http;

import io.contactsync.http.AttemptResult.Delivery;
import io.contactsync.http.HttpTransport.AttemptListener;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The state of one attempt; attached to the OkHttp request as a tag. */
final class AttemptTrace {

    private final AttemptListener listener;
    private boolean writeStarted;
    private @Nullable String retryAfter;

    AttemptTrace(AttemptListener listener) {
        this.listener = listener;
    }

    /** A network interceptor: the connection is established and nothing has been written yet. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        AttemptTrace attempt = chain.request().tag(AttemptTrace.class);
        if (attempt == null || attempt.writeStarted) {
            throw new IOException("unexpected request");
        }
        if (!attempt.listener.beforeWrite()) {
            throw new IOException("not sent");
        }
        attempt.writeStarted = true;
        Response response = chain.proceed(chain.request());
        attempt.retryAfter = response.header("Retry-After");
        // OkHttp would repeat a 503 with "Retry-After: 0" by itself.
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    Delivery delivery(IOException failure) {
        return !writeStarted || IoFailures.isUnprocessed(failure) ? Delivery.NOT_SENT : Delivery.MAYBE_SENT;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
