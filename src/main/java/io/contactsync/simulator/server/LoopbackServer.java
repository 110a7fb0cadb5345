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
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** An HTTP server on loopback with a thread for each call, so that a slow response does not delay others. */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    /** Kept, because a logger that is not in use loses its configuration. */
    private static final Logger SERVER_LOG = Logger.getLogger("com.sun.net.httpserver");

    static {
        // The JDK's server reads these once, when its class is loaded. Without nodelay, each response on a kept-alive
        // connection takes 44 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        System.setProperty("sun.net.httpserver.idleInterval", "60");
        // The JDK's server catches every error, and reports it only to its log.
        SERVER_LOG.setLevel(Level.FINER);
        SERVER_LOG.setUseParentHandlers(false);
        SERVER_LOG.addHandler(new ErrorLogHandler());
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
            handlers.forEach(server::createContext);
            server.start();
            return new LoopbackServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + ": " + e.getMessage(), e);
        }
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

    /** Ends the process after an error in a thread of the server. */
    private static final class ErrorLogHandler extends Handler {

        @Override
        public void publish(LogRecord message) {
            FatalErrorHandler.check(message.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is written.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
