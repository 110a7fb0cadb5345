package io.contactsync.simulator.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.contactsync.support.FatalErrorHandler;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback with a thread for each call, so that a slow response does not delay others. */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    static {
        // The JDK's server reads these once, when its class is loaded. Without nodelay, each response on a kept-alive
        // connection takes 44 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        System.setProperty("sun.net.httpserver.idleInterval", "60");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts the server.
     *
     * @param port the port, 0 for any free one
     * @param handlers the handlers by path prefix
     * @throws UncheckedIOException if the port is in use
     */
    public static LoopbackServer start(int port, Map<String, HttpHandler> handlers) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
            ExecutorService threads = Executors.newCachedThreadPool(new NamedThreadFactory("simulator"));
            server.setExecutor(threads);
            handlers.forEach((path, handler) -> server.createContext(path, checked(handler)));
            server.start();
            return new LoopbackServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Some versions of the JDK's server drop the errors of a handler. */
    private static HttpHandler checked(HttpHandler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (RuntimeException | Error e) {
                FatalErrorHandler.check(e);
                throw e;
            }
        };
    }

    /** {@return the port on which the server listens} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops immediately and closes the connections of calls in progress. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
