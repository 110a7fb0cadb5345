package io.contactsync.http.wire;

import io.contactsync.http.wire.Wire.AttemptListener;
import io.contactsync.http.wire.WireAnswer.Delivery;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The state of one attempt; attached to the OkHttp request as a tag. */
final class Transmission {

    private final AttemptListener listener;
    private boolean writeStarted;
    private @Nullable String retryAfter;

    Transmission(AttemptListener listener) {
        this.listener = listener;
    }

    /** A network interceptor: the connection is established and nothing has been written yet. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        Transmission attempt = chain.request().tag(Transmission.class);
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
        return !writeStarted || Breakage.isUnprocessed(failure) ? Delivery.NOT_SENT : Delivery.MAYBE_SENT;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
