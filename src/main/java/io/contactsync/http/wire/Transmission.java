package io.contactsync.http.wire;

import io.contactsync.http.wire.Wire.AttemptListener;
import io.contactsync.http.wire.WireAnswer.Delivery;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request's single passage over the wire; travels along as the request's tag. */
final class Transmission {

    private final AttemptListener listener;
    private boolean writeStarted;
    private @Nullable String retryAfter;

    Transmission(AttemptListener sender) {
        this.listener = sender;
    }

    /** A network interceptor: the connection stands, nothing has been written. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        Transmission transmission = chain.request().tag(Transmission.class);
        if (transmission == null || transmission.writeStarted) {
            throw new IOException("a request that nobody sent");
        }
        if (!transmission.listener.beforeWrite()) {
            throw new IOException("kept back");
        }
        transmission.writeStarted = true;
        Response response = chain.proceed(chain.request());
        transmission.retryAfter = response.header("Retry-After");
        // OkHttp would repeat a 503 by itself that carries 0.
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    Delivery delivery(IOException end) {
        return !writeStarted || Breakage.isUnprocessed(end) ? Delivery.NOT_SENT : Delivery.MAYBE_SENT;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
