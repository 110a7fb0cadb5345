package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.contactsync.cli.EvilServer.Call;
import io.contactsync.cli.EvilServer.Exchange;
import io.contactsync.cli.EvilServer.Script;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.FastTicker;
import io.contactsync.http.ratelimit.Ticker;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.ResultJson;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Runs against servers that misbehave in every way that a row describes. Each run must end by itself, send its token to
 * its server only, keep its limit, read a bounded part of what the server sends, create no contact twice, and say what
 * is wrong. When the server behaves again, the next run completes the work.
 */
class EvilServerTest {

    private static final int CONTACTS = 4;
    private static final int LIMIT = 120;
    private static final int IN_FLIGHT = 4;
    private static final int THREADS = 12;
    private static final long MAX_RESPONSE_BYTES = 32L << 20;

    /** A minute takes 0.6 s; what a stalled machine takes for a call is then still less than the limiter's lease. */
    private static final int SPEED = 100;

    private static final int SOAK_SPEED = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String JOB = """
            name: evil
            source:
              digivault: {url: "%s", token: "%s", calls-per-minute: %d}
            target:
              heyx:
                url: "%s"
                channels: [{name: support, token: "%s", calls-per-minute: %d}]
                in-flight: %d
            match: [digivault_id, phone]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              phone: e164(phone_number, 'US')
            tags:
              DigiVault: "true"
            stop-when: {rejected: 100%%}
            retry: {attempts: 3, outage: 60s}
            """;

    @TempDir
    private static Path folder;

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static ExecutorService threads;
    private static Map<String, Future<Outcome>> outcomes;

    /** Which part of a row is checked in which suite. */
    private enum Suite {
        /** The run, and the run after it: in both suites. */
        WITH_NEXT_RUN,
        /** The run in both suites, the next run in the soak suite. */
        SHORT,
        /** In the soak suite only, because it resembles another row or takes long. */
        SOAK
    }

    /**
     * A server's misbehaviour and what a run with it does.
     *
     * @param exits the allowed exit codes
     * @param message part of the run's error or of a reject's reason; empty if the run succeeds
     * @param maxDuration after which the run is stopped, for servers that are only slow
     * @param truthful whether the server's answers are true as far as they can be read; if not, ids that it made up may
     *     be in the ledger
     */
    private record Row(
            String name,
            Script script,
            Set<Integer> exits,
            String message,
            Optional<Duration> maxDuration,
            boolean truthful,
            Suite suite) {

        Row exits(Integer... codes) {
            return new Row(name, script, Set.of(codes), message, maxDuration, truthful, suite);
        }

        Row says(String part) {
            return new Row(name, script, exits, part, maxDuration, truthful, suite);
        }

        Row stopped() {
            return new Row(name, script, exits, message, Optional.of(Duration.ofSeconds(1)), truthful, suite);
        }

        Row lies() {
            return new Row(name, script, exits, message, maxDuration, false, suite);
        }

        Row withNextRun() {
            return new Row(name, script, exits, message, maxDuration, truthful, Suite.WITH_NEXT_RUN);
        }

        Row soak() {
            return new Row(name, script, exits, message, maxDuration, truthful, Suite.SOAK);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Predicate<Call> which, Script script) {
        return row(name, exchange -> {
            if (which.test(exchange.call)) {
                script.respond(exchange);
            } else {
                exchange.passOn();
            }
        });
    }

    private static Row row(String name, Script script) {
        return new Row(name, script, Set.of(ExitCode.STOPPED), "", Optional.empty(), true, Suite.SHORT);
    }

    /** Misbehaves for the first calls of a kind only. */
    private static Predicate<Call> first(int count, Predicate<Call> which) {
        AtomicInteger left = new AtomicInteger(count);
        return call -> which.test(call) && left.getAndDecrement() > 0;
    }

    private static String ok(String headers) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }

    private static Script json(String body, String... headers) {
        return exchange -> exchange.json(200, body, headers);
    }

    private static Script raw(String text) {
        return exchange -> exchange.raw(text);
    }

    private static Script status(int status, String... headers) {
        return exchange -> exchange.json(status, "{\"status\":\"error\",\"message\":\"says " + status + "\"}", headers);
    }

    private static Script endless(String head, String text) {
        return exchange -> {
            exchange.raw(head);
            exchange.forEver(text, Duration.ZERO);
        };
    }

    private static Script dripping(String head, String text) {
        return exchange -> {
            exchange.raw(head);
            exchange.forEver(text, Duration.ofMillis(50));
        };
    }

    /** Answers a list of DigiVault with the simulator's text after a change. */
    private static Script changed(UnaryOperator<String> change) {
        return exchange -> {
            EvilServer.Response response = exchange.process();
            exchange.json(response.status(), change.apply(response.text()));
        };
    }

    private static byte[] gzip(int megabytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < megabytes; i++) {
                out.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 64 MB in 64 kB. */
    private static final byte[] GZIP_BOMB = gzip(64);

    private static final Predicate<Call> LOOKUP = Call::isLookup;
    private static final Predicate<Call> LIST = Call::isList;
    private static final Predicate<Call> CREATE = Call::isCreate;
    private static final Predicate<Call> HEYX = Call::isHeyx;

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(transportRows());
        rows.addAll(statusRows());
        rows.addAll(jsonRows());
        rows.addAll(listRows());
        createRows().forEach(row -> rows.add(row.suite() == Suite.SHORT ? row.withNextRun() : row));
        return rows;
    }

    private static List<Row> transportRows() {
        String large = "is larger than 8388608 bytes";
        return List.of(
                row("endless body", LOOKUP, endless(ok(""), "{\"data\":[\"" + " ".repeat(60_000)))
                        .says(large),
                row(
                                "endless chunks",
                                LIST,
                                endless(ok("Transfer-Encoding: chunked\r\n"), "ffff\r\n" + " ".repeat(0xffff) + "\r\n"))
                        .says(large),
                row("endless headers", LOOKUP, endless("HTTP/1.1 200 OK\r\n", "X-Filler: nothing at all\r\n"))
                        .says("the connection was lost"),
                row("endless header line", LIST, endless("HTTP/1.1 200 OK\r\nX-Filler: ", "x".repeat(60_000)))
                        .says("the connection was lost"),
                row("endless status line", LOOKUP, endless("HTTP/1.1 200 ", "O".repeat(60_000)))
                        .says("the connection was lost")
                        .soak(),
                row(
                                "flood of cookies",
                                LOOKUP,
                                endless("HTTP/1.1 200 OK\r\n", "Set-Cookie: a=" + "b".repeat(4_000) + "\r\n"))
                        .says("the connection was lost")
                        .soak(),
                row("endless 100 Continue", LOOKUP, endless("", "HTTP/1.1 100 Continue\r\n\r\n"))
                        .stopped(),
                row("endless 103 Early Hints", LIST, endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"))
                        .stopped()
                        .soak(),
                row("1 GB announced, then nothing", LOOKUP, exchange -> {
                            exchange.raw(ok("Content-Length: 1073741824\r\n"));
                            exchange.hang();
                        })
                        .stopped(),
                row("nothing at all", LIST, Exchange::hang).stopped(),
                row("slow drip", LOOKUP, dripping(ok(""), " ")).stopped(),
                row("slow drip of headers", LIST, dripping("HTTP/1.1 200 OK\r\n", "X: y\r\n"))
                        .stopped()
                        .soak(),
                row("gzip bomb", LOOKUP, exchange -> exchange.json(200, GZIP_BOMB, "Content-Encoding: gzip"))
                        .says(large),
                row("gzip announced, plain text sent", LIST, json("{\"data\":[]}", "Content-Encoding: gzip"))
                        .says("is incomplete"),
                row(
                                "unknown content encoding",
                                LOOKUP,
                                exchange -> exchange.json(
                                        200, new byte[] {(byte) 0x8b, 0x01, 0x7f, 3}, "Content-Encoding: br"))
                        .says("is not valid JSON")
                        .soak(),
                row("garbage as chunks", LOOKUP, raw(ok("Transfer-Encoding: chunked\r\n") + "zz\r\n{}\r\n"))
                        .says("is incomplete")
                        .soak(),
                row(
                                "chunk of 2^64 bytes",
                                LIST,
                                raw(ok("Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFF\r\n{}\r\n"))
                        .says("is incomplete"),
                row("negative content length", LOOKUP, exchange -> {
                            exchange.raw(ok("Content-Length: -5\r\n"));
                            exchange.raw("{\"data\"");
                        })
                        .says("is not valid HTTP"),
                row("content length that is no number", LIST, raw(ok("Content-Length: many\r\n") + "{\"data\""))
                        .says("is not valid JSON")
                        .soak(),
                row("body shorter than announced", LOOKUP, raw(ok("Content-Length: 500\r\n") + "{\"data\":[]}"))
                        .says("is incomplete")
                        .soak(),
                row("closed after each byte", LOOKUP, raw("H")).says("the connection was lost"),
                row("closed at once", LIST, exchange -> {})
                        .says("the connection was lost")
                        .soak(),
                row("no status line", LOOKUP, raw("{\"data\":[]}\n")).says("is not valid HTTP"),
                row("HTTP/0.9", LIST, raw("{\"data\":[],\"has_more\":false}"))
                        .says("the connection was lost")
                        .soak(),
                row(
                                "TLS hello to a plain port",
                                LOOKUP,
                                raw("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"))
                        .says("the connection was lost"),
                row("random bytes", LIST, raw("\u00f3\u0091\u0000\u0007\r\n\u00ff\u0001\r\n\r\n\u00aa"))
                        .says("is not valid HTTP")
                        .soak(),
                row("honest, byte by byte", LOOKUP, exchange -> {
                            EvilServer.Response response = exchange.process();
                            String whole =
                                    ok("Content-Length: " + response.body().size() + "\r\n")
                                            + response.body().string(ISO_8859_1);
                            for (int i = 0; i < whole.length(); i++) {
                                exchange.raw(whole.substring(i, i + 1));
                            }
                        })
                        .exits(ExitCode.DONE),
                row(
                                "honest, HTTP/1.0 until the end of the connection",
                                exchange -> exchange.raw("HTTP/1.0 200\r\n\r\n"
                                        + exchange.process().body().string(ISO_8859_1)))
                        .exits(ExitCode.DONE));
    }

    private static List<Row> statusRows() {
        return List.of(
                row("204 for a lookup", LOOKUP, raw("HTTP/1.1 204 No Content\r\n\r\n"))
                        .exits(ExitCode.REJECTS)
                        .says("is not a list"),
                row("204 for a list", LIST, raw("HTTP/1.1 204 No Content\r\n\r\n"))
                        .says("has no data"),
                row("304 for a lookup", LOOKUP, raw("HTTP/1.1 304 Not Modified\r\n\r\n"))
                        .says("HTTP 304")
                        .soak(),
                row(
                                "101 Switching Protocols",
                                LOOKUP,
                                raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"))
                        .says("HTTP")
                        .soak(),
                row("status 999", LIST, raw("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n"))
                        .says("HTTP 999"),
                row("status 42", LOOKUP, raw("HTTP/1.1 42 What\r\nContent-Length: 0\r\n\r\n"))
                        .says("")
                        .soak(),
                row(
                                "redirect to another host",
                                HEYX,
                                exchange -> exchange.json(
                                        302, "{}", "Location: http://localhost:1/steal?token=" + exchange.call.token()))
                        .says("redirect not followed"),
                row(
                                "redirect to another path",
                                LIST,
                                exchange -> exchange.json(307, "{}", "Location: /v1/contacts/other"))
                        .says("redirect not followed")
                        .soak(),
                row(
                                "redirect to itself",
                                LOOKUP,
                                exchange -> exchange.json(301, "{}", "Location: " + exchange.call.path()))
                        .says("redirect not followed")
                        .soak(),
                row("redirect of a create", CREATE, exchange -> exchange.json(308, "{}", "Location: /api/v1/contact/"))
                        .exits(ExitCode.REJECTS, ExitCode.STOPPED)
                        .says(""),
                row(
                                "Location with line ends",
                                LIST,
                                raw(
                                        "HTTP/1.1 302 Found\r\nLocation: /v1\r\nX: a\rb\r\n\nSet-Cookie: a\r\nContent-Length: 0\r\n\r\n"))
                        .says(""),
                row("401 for creates only", CREATE, status(401))
                        .exits(ExitCode.TOKEN_REFUSED)
                        .says("401"),
                row("401 for one list only", first(1, LIST), status(401))
                        .exits(ExitCode.TOKEN_REFUSED)
                        .says("401")
                        .soak(),
                row("429 for ever", LOOKUP, status(429)).says("429"),
                row("429 for ever from the source", LIST, status(429, "Retry-After: 1"))
                        .says("429")
                        .soak(),
                row("429 with a negative Retry-After", first(1, LOOKUP), status(429, "Retry-After: -5"))
                        .exits(ExitCode.DONE),
                row("429 with Retry-After 10^30", first(1, LOOKUP), status(429, "Retry-After: 1" + "0".repeat(30)))
                        .exits(ExitCode.DONE),
                row("429 with Retry-After 10^12", first(1, LIST), status(429, "Retry-After: 999999999999"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row(
                                "429 until the year 9999",
                                first(1, LOOKUP),
                                status(429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"))
                        .exits(ExitCode.DONE),
                row("429 with Retry-After NaN", first(1, LIST), status(429, "Retry-After: NaN"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row(
                                "429 with Retry-After in the past and a Date in the future",
                                first(1, LOOKUP),
                                status(
                                        429,
                                        "Date: Fri, 31 Dec 9999 23:59:59 GMT",
                                        "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row("503 with Retry-After 10^12", first(1, LOOKUP), status(503, "Retry-After: 999999999999"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row("503 for ever", LIST, status(503)).says("HTTP 503").soak(),
                row(
                                "refusal that quotes the token",
                                CREATE,
                                exchange -> exchange.json(
                                        422,
                                        "{\"message\":\"" + "x".repeat(490) + exchange.call.token() + " is yours\"}"))
                        .exits(ExitCode.REJECTS)
                        .says("xxx"),
                row(
                                "refusal by a list that quotes the token",
                                LIST,
                                exchange ->
                                        exchange.json(403, "{\"message\":\"" + exchange.call.token() + " may not\"}"))
                        .says("403"));
    }

    private static List<Row> jsonRows() {
        String notJson = "is not valid JSON";
        return List.of(
                row(
                                "HTML page",
                                LOOKUP,
                                exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
                                        + exchange.call.token() + "</html>"))
                        .says("is an HTML or XML page"),
                row("HTML that is called JSON", LIST, json("<!DOCTYPE html><html></html>"))
                        .says(notJson)
                        .soak(),
                row("nested 100,000 deep", LOOKUP, json("[".repeat(100_000))).says(notJson),
                row(
                                "nested 100,000 deep in a contact",
                                LIST,
                                json("{\"has_more\":false,\"data\":[{\"id\":\"a\",\"x\":" + "{\"x\":".repeat(100_000)))
                        .says(notJson)
                        .soak(),
                row("key of 1 MB", LOOKUP, json("{\"" + "k".repeat(1 << 20) + "\":1}"))
                        .says("")
                        .soak(),
                row("number of 100,000 digits", LIST, json("{\"data\":[],\"has_more\":" + "9".repeat(100_000) + "}"))
                        .says(notJson)
                        .soak(),
                row("repeated keys", LIST, changed(text -> text.replaceFirst("\\{", "{\"data\":[],\"has_more\":true,")))
                        .exits(ExitCode.DONE, ExitCode.STOPPED),
                row("byte order mark", LIST, changed(text -> "\uFEFF" + text)).exits(ExitCode.DONE),
                row(
                                "UTF-16",
                                LIST,
                                exchange -> exchange.json(
                                        200, exchange.process().text().getBytes(UTF_16)))
                        .exits(ExitCode.DONE),
                row(
                                "invalid UTF-8",
                                LOOKUP,
                                exchange -> exchange.json(
                                        200, "{\"data\":[{\"id\":\"\u00e4\u00c3(\"}]}".getBytes(ISO_8859_1)))
                        .says(notJson),
                row("NUL bytes", LIST, json("\0".repeat(1_000))).says(notJson).soak(),
                row("NaN", LIST, json("{\"data\":[NaN],\"has_more\":false}"))
                        .says(notJson)
                        .soak(),
                row("text", LOOKUP, json("\"data\""))
                        .says("is neither a JSON object nor an array")
                        .soak(),
                row("null", LIST, json("null"))
                        .says("is neither a JSON object nor an array")
                        .soak(),
                row("array", LIST, json("[]")).says("has no data").soak(),
                row("empty body", LIST, json("")).says("the response is empty").soak(),
                row(
                                "error in a 200 for lookups",
                                LOOKUP,
                                json("{\"status\":\"error\",\"message\":\"no, thanks\",\"data\":[]}"))
                        .exits(ExitCode.REJECTS)
                        .says("no, thanks"),
                row(
                                "error in a 200 with a message of another type",
                                LOOKUP,
                                json("{\"status\":\"error\",\"message\":{\"a\":[]}}"))
                        .exits(ExitCode.REJECTS)
                        .says(""),
                row(
                                "error in a 200 that quotes the token",
                                CREATE,
                                exchange -> exchange.json(
                                        200,
                                        "{\"status\":\"error\",\"message\":\"" + exchange.call.token()
                                                + " is unknown\"}"))
                        .exits(ExitCode.REJECTS)
                        .says("is unknown"));
    }

    private static List<Row> listRows() {
        String id = "\"id\":\"%s\"";
        AtomicInteger numbers = new AtomicInteger();
        return List.of(
                row("data is a text", LOOKUP, json("{\"data\":\"none\"}"))
                        .exits(ExitCode.REJECTS)
                        .says("is not a list"),
                row("data is an object", LOOKUP, json("{\"data\":{\"id\":\"1\"}}"))
                        .exits(ExitCode.REJECTS)
                        .says("is not a list")
                        .soak(),
                row("data is null", LIST, json("{\"data\":null,\"has_more\":false}"))
                        .says("has no data")
                        .soak(),
                row("has_more is a text", LIST, json("{\"data\":[],\"has_more\":\"false\"}"))
                        .says("no has_more"),
                row("data of other types", LIST, json("{\"data\":[1,\"a\",null,true,[],{}],\"has_more\":false}"))
                        .exits(ExitCode.REJECTS)
                        .says("has no id"),
                row("meta is a text", LOOKUP, json("{\"data\":[],\"meta\":\"last\"}"))
                        .exits(ExitCode.DONE),
                row("meta is a list", LOOKUP, json("{\"data\":[],\"meta\":[[]]}"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row("last_page is 10^18", LOOKUP, json("{\"data\":[],\"meta\":{\"last_page\":1000000000000000000}}"))
                        .exits(ExitCode.REJECTS),
                row("last_page is negative", LOOKUP, json("{\"data\":[],\"meta\":{\"last_page\":-1,\"total\":-7}}"))
                        .exits(ExitCode.DONE)
                        .soak(),
                row(
                                "lookups that never end",
                                LOOKUP,
                                exchange -> exchange.json(
                                        200,
                                        "{\"data\":[{" + id.formatted("x" + numbers.incrementAndGet())
                                                + ",\"custom_fields\":{}}],\"meta\":{\"last_page\":2000000000}}"))
                        .exits(ExitCode.REJECTS)
                        .says("more than 50 pages"),
                row(
                                "contacts of other types in a lookup",
                                LOOKUP,
                                json("{\"data\":[null,7,\"x\",[],{\"id\":[]},{\"id\":{}},{\"id\":null}]}"))
                        .exits(ExitCode.DONE),
                row(
                                "fields and tags of other types in a lookup",
                                LOOKUP,
                                exchange -> exchange.json(
                                        200,
                                        "{\"data\":[{\"id\":\"z\",\"custom_fields\":[1],\"tags\":\"a\",\"created_at\":\"x\"},"
                                                + "{\"id\":\"y\",\"custom_fields\":{\"phone\":{\"a\":1},\"digivault_id\":[[]]},\"tags\":{\"a\":1}}]}"))
                        .exits(ExitCode.DONE),
                row(
                                "lookup finds the contacts of others",
                                LOOKUP,
                                json(
                                        "{\"data\":[{\"id\":\"z\",\"custom_fields\":{\"phone\":\"+15550001\",\"digivault_id\":\"other\"}}]}"))
                        .exits(ExitCode.DONE),
                row(
                                "source that never ends",
                                LIST,
                                exchange -> exchange.json(
                                        200,
                                        "{\"data\":[{" + id.formatted("endless-" + numbers.incrementAndGet())
                                                + "}],\"has_more\":true}"))
                        .stopped()
                        .lies(),
                row("more without data", LIST, json("{\"data\":[],\"has_more\":true}"))
                        .says("returns empty pages"),
                row("more without ids", LIST, json("{\"data\":[{\"id\":null}],\"has_more\":true}"))
                        .says("no cursor to continue"),
                row("cursor ignored", LIST, exchange -> {
                            EvilServer.Response first = exchange.process("/v1/contacts?limit=100");
                            exchange.json(200, first.text().replace("\"has_more\":false", "\"has_more\":true"));
                        })
                        .says("ignores the cursor"),
                row(
                                "ids repeated on a page",
                                LIST,
                                changed(text -> text.replaceFirst("\"data\":\\[(\\{.*?\\}),", "\"data\":[$1,$1,$1,")))
                        .exits(ExitCode.DONE),
                row("ids with line ends", LIST, changedIds("line\\r\\n\\u2028end"))
                        .exits(ExitCode.DONE)
                        .lies(),
                row("ids with a NUL and an escape sequence", LIST, changedIds("\\u0000\\u001b]52;c;YQ==\\u0007"))
                        .exits(ExitCode.DONE, ExitCode.REJECTS)
                        .lies(),
                row("ids with half a surrogate pair", LIST, changedIds("\\ud83d"))
                        .exits(ExitCode.DONE, ExitCode.REJECTS)
                        .lies(),
                row("ids that climb", LIST, changedIds("../../../etc/passwd?#%2e%2e"))
                        .exits(ExitCode.DONE)
                        .lies(),
                row("ids of 1 MB", LIST, changedIds("i".repeat(1 << 20)))
                        .exits(ExitCode.DONE, ExitCode.REJECTS)
                        .lies()
                        .soak(),
                row(
                                "ids that quote the token",
                                LIST,
                                exchange -> changedIds(exchange.call.token()).respond(exchange))
                        .exits(ExitCode.DONE, ExitCode.REJECTS)
                        .lies(),
                row(
                                "fields of other types",
                                LIST,
                                json(
                                        "{\"has_more\":false,\"data\":[{\"id\":\"a\",\"display_name\":{\"a\":1},\"phone_number\":[1,2],"
                                                + "\"last_active_at\":\"soon\"},{\"id\":7,\"display_name\":false,\"phone_number\":12125550123},"
                                                + "{\"id\":true},{\"id\":1.5,\"display_name\":" + "9".repeat(900)
                                                + "}]}"))
                        .exits(ExitCode.REJECTS)
                        .lies(),
                row(
                                "value of 5 MB",
                                LIST,
                                json("{\"has_more\":false,\"data\":[{\"id\":\"a\",\"display_name\":\""
                                        + "n".repeat(5 << 20) + "\"}]}"))
                        .exits(ExitCode.DONE, ExitCode.REJECTS)
                        .lies()
                        .soak());
    }

    /**
     * Puts a text into every id of DigiVault's list; what a client sends of the ids, the cursor, is not changed back.
     */
    private static Script changedIds(String text) {
        return exchange -> {
            String body = exchange.process().text();
            exchange.json(
                    200,
                    body.replace("\"id\":\"", "\"id\":\"" + text)
                            .replaceFirst("\"has_more\":true", "\"has_more\":false"));
        };
    }

    private static List<Row> createRows() {
        AtomicInteger creates = new AtomicInteger();
        return List.of(
                row("500 for a create that was done", CREATE, exchange -> {
                            exchange.process();
                            status(500).respond(exchange);
                        })
                        .exits(ExitCode.DONE),
                row("connection reset after a create", CREATE, Exchange::process)
                        .exits(ExitCode.DONE),
                row("HTML after a create", CREATE, exchange -> {
                            exchange.process();
                            exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html></html>");
                        })
                        .exits(ExitCode.DONE)
                        .soak(),
                row("204 after a create", CREATE, exchange -> {
                            exchange.process();
                            exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
                        })
                        .exits(ExitCode.DONE)
                        .soak(),
                row("create answered without an id", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(200, "{\"status\":\"ok\",\"data\":{}}");
                        })
                        .exits(ExitCode.DONE),
                row("create answered with an id of another type", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(200, "{\"data\":{\"id\":[\"x\"]}}");
                        })
                        .exits(ExitCode.DONE),
                row("create answered with the body of a lookup", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(200, "{\"data\":[{\"id\":\"x\"}],\"meta\":{\"last_page\":1}}");
                        })
                        .exits(ExitCode.DONE),
                row("the same id for every create", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(200, "{\"data\":{\"id\":\"same\"}}");
                        })
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED)
                        .lies(),
                row("the id of an earlier create", CREATE, new Script() {
                            private volatile String earlier = "";

                            @Override
                            public void respond(Exchange exchange) throws IOException {
                                String own = exchange.process().text();
                                String answer = earlier.isEmpty() ? own : earlier;
                                earlier = own;
                                exchange.json(200, answer);
                            }
                        })
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED)
                        .lies(),
                row("an id that climbs for every create", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(200, "{\"data\":{\"id\":\"../../" + creates.incrementAndGet() + "/..\"}}");
                        })
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED)
                        .lies(),
                row("an id of 1 MB for every create", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(
                                    200,
                                    "{\"data\":{\"id\":\"" + creates.incrementAndGet() + "i".repeat(1 << 20) + "\"}}");
                        })
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED)
                        .lies()
                        .soak(),
                row("an id with line ends and the token for every create", CREATE, exchange -> {
                            exchange.process();
                            exchange.json(
                                    200,
                                    "{\"data\":{\"id\":\"" + creates.incrementAndGet() + "\\r\\nX: "
                                            + exchange.call.token() + "\\ud800\"}}");
                        })
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED)
                        .lies(),
                row(
                                "every contact is gone when it is written to",
                                call -> call.isHeyx() && !call.isLookup() && !call.isCreate(),
                                status(404))
                        .exits(ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED));
    }

    /**
     * What a run with a server did, and the run after it with a server that behaves.
     *
     * @param exitAfterwards empty if there was no run afterwards
     * @param contacts how often each source contact is in the target
     */
    private record Outcome(
            int exit,
            String output,
            Optional<Integer> exitAfterwards,
            String outputAfterwards,
            Map<String, Long> contacts,
            Set<String> sourceIds,
            List<Call> calls,
            long largestResponse,
            List<Path> filesWithTokens) {}

    @BeforeAll
    static void startAll() {
        LOG.start();
        ((Logger) LoggerFactory.getLogger("io.contactsync")).addAppender(LOG);
        threads = Executors.newFixedThreadPool(THREADS);
        outcomes = new LinkedHashMap<>();
        shortTable()
                .forEach(row -> outcomes.put(
                        row.name(), threads.submit(() -> run(row, SPEED, 7, row.suite() == Suite.WITH_NEXT_RUN))));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        ((Logger) LoggerFactory.getLogger("io.contactsync")).detachAppender(LOG);
    }

    static Stream<Row> shortTable() {
        return rows().stream().filter(row -> row.suite() != Suite.SOAK);
    }

    static Stream<String> names() {
        return rows().stream().map(Row::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortTable")
    void runEndsAndNamesTheProblem(Row row) throws Exception {
        // A machine that stalls for longer than the limiter's lease may let a call in flight through.
        Future<Outcome> outcome = Objects.requireNonNull(outcomes.get(row.name()));
        check(row, outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), IN_FLIGHT);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void runKeepsTheExactLimitAndTheNextRunCompletesTheWork(String name) throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            // A script counts its calls and is used once.
            Row row = rows().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            check(row, run(row, SOAK_SPEED, seed, true), 0);
        }
    }

    private static void check(Row row, Outcome outcome, int tolerance) {
        String output = outcome.output();
        assertThat(outcome.exit()).as("exit code: %s", output).isIn(row.exits());
        assertThat(output).contains(row.message()).doesNotContain("\tat ");
        assertThat(outcome.filesWithTokens()).isEmpty();
        assertThat(output + outcome.outputAfterwards() + log()).doesNotContain("heyx-token-support", "digivault-token");
        assertThat(outcome.largestResponse()).isLessThan(MAX_RESPONSE_BYTES);
        assertThat(outcome.contacts().values()).as("copies of each contact").allMatch(count -> count == 1);
        assertThat(callsInAnyMinute(outcome.calls(), true)).isLessThanOrEqualTo(LIMIT + tolerance);
        assertThat(callsInAnyMinute(outcome.calls(), false)).isLessThanOrEqualTo(LIMIT + tolerance);
        outcome.exitAfterwards().ifPresent(exit -> {
            assertThat(exit).as(outcome.outputAfterwards()).isEqualTo(ExitCode.DONE);
            assertThat(outcome.contacts().keySet()).isEqualTo(outcome.sourceIds());
        });
    }

    private static String log() {
        return List.copyOf(LOG.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
    }

    private static int callsInAnyMinute(List<Call> calls, boolean heyx) {
        long[] times = calls.stream()
                .filter(call -> call.isHeyx() == heyx)
                .mapToLong(Call::at)
                .sorted()
                .toArray();
        long minute = TimeUnit.MINUTES.toNanos(1);
        return IntStream.range(0, times.length)
                .map(from -> (int) IntStream.range(from, times.length)
                        .filter(to -> times[to] - times[from] < minute)
                        .count())
                .max()
                .orElse(0);
    }

    private static Outcome run(Row row, int speed, long seed, boolean withNextRun) throws IOException {
        Path own = Files.createTempDirectory(folder, "row");
        Ticker ticker = new FastTicker(speed);
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(CONTACTS, seed))
                .unlimited();
        try (Simulator simulator = Simulator.start(options, ticker::nanoTime);
                EvilServer server = EvilServer.start(simulator, ticker)) {
            Execution execution =
                    new Execution(Files.writeString(own.resolve("job.yaml"), job(server, simulator)), ticker);
            server.follow(row.script());
            int exit = execution.run(row.maxDuration());
            String output = execution.output();
            List<Call> calls = server.calls();
            server.follow(Exchange::passOn);
            Optional<Integer> after = Optional.empty();
            // A run that resumes keeps what it has rejected; the one after it tries again.
            for (int i = 0; i < 3 && withNextRun && row.truthful() && !after.equals(Optional.of(ExitCode.DONE)); i++) {
                after = Optional.of(execution.run(Optional.empty()));
            }
            return new Outcome(
                    exit,
                    output,
                    after,
                    execution.output(),
                    copies(simulator),
                    simulator.digivault().contacts().map(DigivaultContact::id).collect(Collectors.toSet()),
                    calls,
                    server.largestResponse(),
                    filesWith(own, simulator.digivaultToken(), simulator.heyxToken("support")));
        }
    }

    private static String job(EvilServer server, Simulator simulator) {
        return JOB.formatted(
                server.url("/v1"),
                simulator.digivaultToken(),
                LIMIT,
                server.url("/api/v1"),
                simulator.heyxToken("support"),
                LIMIT,
                IN_FLIGHT);
    }

    private static Map<String, Long> copies(Simulator simulator) {
        return simulator.heyx("support").contacts().stream()
                .collect(Collectors.groupingBy(
                        contact -> String.valueOf(contact.fields().get("digivault_id")), Collectors.counting()));
    }

    /** Returns the files, other than the job file, that contain a token. */
    private static List<Path> filesWith(Path folder, String... tokens) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, ISO_8859_1);
                if (!file.endsWith("job.yaml") && Stream.of(tokens).anyMatch(text::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /** Executions of the job, with everything that they print. */
    private static final class Execution {

        private final Path job;
        private final Ticker ticker;
        private final StringBuilder output = new StringBuilder();

        Execution(Path job, Ticker ticker) {
            this.job = job;
            this.ticker = ticker;
        }

        /** Returns the exit code of a run. */
        int run(Optional<Duration> maxDuration) throws IOException {
            JobFile file = JobFile.load(job, Map.of(), StandardConnectors.registry());
            RunOptions options = new RunOptions(
                    RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), maxDuration);
            Path state = job.resolveSibling("state");
            Path report = job.resolveSibling("report.html");
            RunReporter reporter = new RunReporter(file, report, job.resolveSibling("metrics.prom"), run -> {});
            RunResult result = new JobRunner(
                            file, options, StateDirectory.open(state), new CancellationToken(ticker), reporter)
                    .run();
            output.append(ResultJson.of(result))
                    .append(ResultTable.of(result, job.toString()))
                    .append(Files.readString(report));
            for (String command : List.of("status", "rejects")) {
                CliFixture.Result printed =
                        CliFixture.execute(List.of(command, job.toString(), "--state", state.toString()));
                output.append(printed.out()).append(printed.err());
            }
            return ExitCode.of(result);
        }

        String output() {
            return output.toString();
        }
    }
}
