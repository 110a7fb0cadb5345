package io.contactsync.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends a response in full, in part or not at all. */
final class ResponseDelivery {

    private static final long CHUNKED = 0;
    private static final long NO_BODY = -1;

    private ResponseDelivery() {}

    static void send(HttpExchange exchange, SimulatorResponse reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean noBody = text.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), noBody ? NO_BODY : text.length);
        if (!noBody) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    /** Sends the first half of the body and drops the connection. */
    static void sendTruncated(HttpExchange exchange, SimulatorResponse reply, Fault.Effect.Framing framing)
            throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean chunked = framing == Fault.Effect.Framing.CHUNKED;
        exchange.sendResponseHeaders(reply.status(), chunked ? CHUNKED : text.length);
        OutputStream body = exchange.getResponseBody();
        body.write(text, 0, text.length / 2);
        body.flush();
        // Closing the exchange would end a chunked body correctly. The server truncates it only if the handler fails.
        throw new IOException("truncated by an injected fault");
    }

    /** Closes the connection without sending a byte. */
    static void dropConnection(HttpExchange exchange) {
        exchange.close();
    }
}
