package io.contactsync.http.wire;

import io.contactsync.http.wire.Wire.Sender;
import io.contactsync.http.wire.WireAnswer.Reach;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request's single passage over the wire; travels along as the request's tag. */
final class Transmission {

    private final Sender sender;
    private boolean begun;
    private @Nullable String retryAfter;

    Transmission(Sender sender) {
        this.sender = sender;
    }

    /** A network interceptor: the connection stands, nothing has been written. */
    static Response announced(Interceptor.Chain chain) throws IOException {
        Transmission transmission = chain.request().tag(Transmission.class);
        if (transmission == null || transmission.begun) {
            throw new IOException("a request that nobody sent");
        }
        if (!transmission.sender.onTheWire()) {
            throw new IOException("kept back");
        }
        transmission.begun = true;
        Response response = chain.proceed(chain.request());
        transmission.retryAfter = response.header("Retry-After");
        // OkHttp would repeat a 503 by itself that carries 0.
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    Reach reach(IOException end) {
        return !begun || Breakage.refusedUnread(end) ? Reach.UNSENT : Reach.SENT;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
