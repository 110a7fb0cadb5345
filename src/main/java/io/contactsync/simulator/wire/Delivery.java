package io.contactsync.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import io.contactsync.simulator.fault.Effect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The ways in which an answer reaches the client, or does not. */
final class Delivery {

    private static final long CHUNKED = 0;
    private static final long NO_BODY = -1;

    private Delivery() {}

    /** Sends all of it. */
    static void whole(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean bare = text.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bare ? NO_BODY : text.length);
        if (!bare) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    /** Sends the first half of the body and drops the connection. */
    static void half(HttpExchange exchange, Reply reply, Effect.Framing framing) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean chunked = framing == Effect.Framing.CHUNKED;
        exchange.sendResponseHeaders(reply.status(), chunked ? CHUNKED : text.length);
        OutputStream body = exchange.getResponseBody();
        body.write(text, 0, text.length / 2);
        body.flush();
        // Closing the exchange would end a chunked body properly; only the server itself can cut it, when a handler
        // fails.
        throw new IOException("cut off on order");
    }

    /** Drops the connection without a byte. */
    static void none(HttpExchange exchange) {
        exchange.close();
    }
}
