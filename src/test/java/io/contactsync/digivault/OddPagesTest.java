package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.http.CallCounts;
import io.contactsync.simulator.server.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that the simulator never sends. */
class OddPagesTest {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<SourceItem> read(String... pages) {
        for (String page : pages) {
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body(page)
                    .build());
        }
        try (DigivaultSource source =
                new DigivaultSource(Digivault.client(server.url("/v1").toString(), "token"), 100)) {
            return Digivault.drain(source.scanFrom(null));
        }
    }

    @Test
    void contactWithoutIdIsInvalidAndTheOthersAreRead() {
        List<SourceItem> items = read("""
                {"has_more":false,"data":[{"id":null},{"id":"a"},{"username":"x"},{"id":" "},null,"text",{"id":"b"}]}""");
        assertThat(Digivault.ids(items))
                .containsExactly(
                        "item 1 at the start",
                        "a",
                        "item 1 behind contact a",
                        "item 2 behind contact a",
                        "item 3 behind contact a",
                        "item 4 behind contact a",
                        "b");
        assertThat(items.get(2)).isEqualTo(new SourceItem.Invalid("item 1 behind contact a", "has no id", "a"));
    }

    @Test
    void idsWithHalfASurrogatePairAreInvalidAndNotTakenForEachOther() {
        List<SourceItem> items = read("""
                {"has_more":false,"data":[{"id":"a?"},{"id":"a\\ud800"},{"id":"a\\ud801"},{"id":"a\\ufffd"},{"id":"b\\udc00"}]}""");

        assertThat(Digivault.ids(items))
                .containsExactly(
                        "a?",
                        "item 1 behind contact a?",
                        "item 2 behind contact a?",
                        "a\ufffd",
                        "item 1 behind contact a\ufffd");
        assertThat(((SourceItem.Invalid) items.get(1)).reason()).startsWith("has an id with half of a surrogate pair");
    }

    @Test
    void idWithHalfASurrogatePairIsNoCursor() {
        List<SourceItem> items = read(
                "{\"has_more\":true,\"data\":[{\"id\":\"a\"},{\"id\":\"b\\ud800\"}]}",
                "{\"has_more\":false,\"data\":[{\"id\":\"c\"}]}");

        assertThat(Digivault.ids(items)).containsExactly("a", "item 1 behind contact a", "c");
    }

    @Test
    void missingFieldsAreNullAndUnknownFieldsAreIgnored() {
        Contact contact = (Contact) read("""
                {"has_more":false,"data":[{"id":7,"username":null,"created_at":692233200,"favourite":"blue",
                  "phone_number":"1-800-759-3000","last_active_at":1.5}]}""").get(0);
        assertThat(contact.id()).isEqualTo("7");
        assertThat(contact.fields())
                .containsOnlyKeys(DigivaultSource.fields())
                .containsEntry("username", null)
                .containsEntry("avatar_url", null)
                .containsEntry("created_at", 692233200L)
                .containsEntry("phone_number", "1-800-759-3000")
                .containsEntry("last_active_at", new java.math.BigDecimal("1.5"));
    }

    @Test
    void repeatedIdIsReturnedOnceAndIdsAreCaseSensitive() {
        assertThat(Digivault.ids(read("""
                {"has_more":true,"data":[{"id":"a"},{"id":"a"},{"id":"A"}]}""", """
                {"has_more":false,"data":[{"id":"a"},{"id":"b"}]}"""))).containsExactly("a", "A", "b");
    }

    @Test
    void pageWithoutIdsThatReportsMoreFailsTheScan() {
        assertThatThrownBy(() -> read("{\"has_more\":true,\"data\":[{\"username\":\"x\"}]}"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("without ids");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void responseThatIsNotAListFailsTheScan() {
        assertThatThrownBy(() -> read("{\"data\":[]}"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("has_more");
    }

    @Test
    void cyclicPagesFailTheScan() {
        HttpHandler circle = exchange -> {
            boolean one = exchange.getRequestURI().getPath().endsWith("/contacts/a");
            String next = exchange.getRequestURI().toString().endsWith("starting_after=a") ? "b" : "a";
            String body = one ? "{\"id\":\"a\"}" : "{\"has_more\":true,\"data\":[{\"id\":\"%s\"}]}".formatted(next);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        };
        CallCounts calls = Digivault.counts();
        try (LoopbackServer looping = LoopbackServer.start(0, Map.of("/", circle));
                DigivaultSource source = new DigivaultSource(
                        Digivault.client("http://127.0.0.1:" + looping.port() + "/v1", "token", calls), 100)) {
            assertThatThrownBy(() -> Digivault.drain(source.scanFrom(null)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("ignores the cursor");
        }
        assertThat(calls.total()).isLessThan(2_500);
    }
}
