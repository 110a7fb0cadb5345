package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.http.ratelimit.Ticker;
import io.contactsync.simulator.Simulator;
import io.contactsync.support.NamedThreadFactory;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A loopback server in front of both simulators. It passes calls on to them, except those for which its script writes
 * bytes of its own.
 */
final class EvilServer implements AutoCloseable {

    private static final int HEADER_BYTES = 1 << 16;

    private final Simulator simulator;
    private final Ticker ticker;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreadFactory("evil-server"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final Collection<Socket> connections = new ConcurrentLinkedQueue<>();
    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong largestResponse = new AtomicLong();
    private volatile Script script = Exchange::passOn;

    /** Decides what is written in response to a call. */
    @FunctionalInterface
    interface Script {
        void respond(Exchange exchange) throws IOException;
    }

    /**
     * A call that arrived.
     *
     * @param at the ticker time of its arrival
     * @param path the path with the query, in its encoded form
     */
    record Call(long at, String method, String path, Map<String, String> headers, ByteString body) {

        boolean isHeyx() {
            return path.startsWith("/api/v1/");
        }

        boolean isList() {
            return !isHeyx() && method.equals("GET") && !path.contains("/contacts/");
        }

        boolean isLookup() {
            return path.contains("/contact/by_custom_field");
        }

        boolean isCreate() {
            return isHeyx() && method.equals("POST") && !path.endsWith("/tags");
        }

        String token() {
            return headers.getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        }

        String text() {
            return body.utf8();
        }
    }

    /** A response of a simulator. */
    record Response(int status, ByteString body) {

        String text() {
            return body.utf8();
        }
    }

    /** A call that is to be answered. After anything but a well-formed JSON response, the connection is closed. */
    final class Exchange {

        final Call call;
        private final OutputStream out;

        private boolean keepAlive;

        private Exchange(Call call, OutputStream out) {
            this.call = call;
            this.out = out;
        }

        /** Has the simulator process the call; nothing is written. */
        Response process() throws IOException {
            return process(call.path());
        }

        /** Has the simulator process the call with another path. */
        Response process(String path) throws IOException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + simulator.port() + path))
                    .timeout(Duration.ofMinutes(1))
                    .method(
                            call.method(),
                            HttpRequest.BodyPublishers.ofByteArray(call.body().toByteArray()));
            for (String name : List.of("authorization", "content-type", "accept")) {
                if (call.headers().containsKey(name)) {
                    request.header(name, call.headers().get(name));
                }
            }
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Response(response.statusCode(), ByteString.of(response.body()));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Answers as the simulator does. */
        void passOn() throws IOException {
            Response response = process();
            json(response.status(), response.body().toByteArray());
        }

        void json(int status, byte[] body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 ")
                    .append(status)
                    .append(" Status\r\nContent-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
            whole.writeBytes(body);
            write(whole.toByteArray());
            keepAlive = true;
        }

        void json(int status, String body, String... headers) throws IOException {
            json(status, body.getBytes(UTF_8), headers);
        }

        /** Writes bytes as they are; each character is one byte. */
        void raw(String text) throws IOException {
            write(text.getBytes(ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Writes the same bytes until the client closes the connection. */
        void forEver(String text, Duration pause) throws IOException {
            byte[] bytes = text.getBytes(ISO_8859_1);
            while (!socket.isClosed()) {
                write(bytes);
                if (!pause.isZero()) {
                    sleep(pause);
                }
            }
        }

        /** Writes nothing until the client closes the connection or the server is closed. */
        void hang() throws IOException {
            while (!socket.isClosed()) {
                sleep(Duration.ofMillis(20));
            }
        }

        private void sleep(Duration time) throws IOException {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private EvilServer(Simulator simulator, Ticker ticker) throws IOException {
        this.simulator = simulator;
        this.ticker = ticker;
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    static EvilServer start(Simulator simulator, Ticker ticker) throws IOException {
        EvilServer server = new EvilServer(simulator, ticker);
        server.threads.execute(server::accept);
        return server;
    }

    void follow(Script newScript) {
        script = newScript;
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The largest number of bytes of one response that the client, or the buffers before it, took. */
    long largestResponse() {
        return largestResponse.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connection.setSendBufferSize(1 << 16);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                Call call = read(in);
                if (call == null) {
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 414 URI Too Long\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
                    return;
                }
                calls.add(call);
                CountingStream out = new CountingStream(connection.getOutputStream());
                Exchange exchange = new Exchange(call, out);
                try {
                    script.respond(exchange);
                } finally {
                    largestResponse.accumulateAndGet(out.written, Math::max);
                }
                if (!exchange.keepAlive) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has closed the connection.
        } finally {
            connections.remove(connection);
        }
    }

    private @Nullable Call read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0 || head.size() > HEADER_BYTES) {
                return null;
            }
            head.write(b);
        }
        long at = ticker.nanoTime();
        List<String> lines = new ArrayList<>(head.toString(ISO_8859_1).lines().toList());
        String[] first = lines.remove(0).split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Call(at, first[0], first[1], headers, ByteString.of(in.readNBytes(length)));
    }

    private static final class CountingStream extends OutputStream {

        private final OutputStream out;
        private long written;

        CountingStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            written += count;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
