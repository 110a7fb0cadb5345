package io.contactsync.simulator.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.Client;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.EndpointKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DigivaultTest {

    private static final SimulatorOptions OPTIONS =
            SimulatorOptions.defaults().withSeedData(SeedData.generated(250, 7)).unlimited();

    /** Nanoseconds since 1970. */
    private static final long NOW = 1_700_000_000_000_000_000L;

    private final Simulator simulator = Simulator.start(OPTIONS);
    private final DigivaultContactStore contacts = simulator.digivault();
    private final Client client = Client.digivault(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void listReturnsTenContactsByDefaultAndAtMostOneHundred() throws Exception {
        assertThat(ids(list(""))).hasSize(10);
        assertThat(ids(list("limit=3"))).hasSize(3);
        assertThat(ids(list("limit=1000"))).hasSize(100);
        assertThat(list("limit=1000").path("has_more").asBoolean()).isTrue();
    }

    @Test
    void cursorPagesThroughAllContactsInBothDirections() throws Exception {
        List<String> all = contacts.contacts().map(DigivaultContact::id).toList();
        assertThat(pageThrough("starting_after", all.get(0))).isEqualTo(all.subList(1, 250));
        List<String> backwards = pageThrough("ending_before", all.get(249));
        assertThat(backwards).hasSize(249).containsAll(all.subList(0, 249));
        assertThat(ids(list("limit=5&ending_before=" + all.get(100)))).isEqualTo(all.subList(95, 100));
    }

    @Test
    void listSkipsRemovedContactsAndEndsWithAddedOnes() throws Exception {
        List<String> all = contacts.contacts().map(DigivaultContact::id).toList();
        all.subList(1, 249).forEach(contacts::remove);
        DigivaultContact added = contacts.create(Map.of("username", "late"));
        JsonNode page = list("limit=100");
        assertThat(ids(page)).containsExactly(all.get(0), all.get(249), added.id());
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(contacts.size()).isEqualTo(3);
        assertThat(client.get("/contacts/" + all.get(5)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=ten", "starting_after=a&ending_before=b"})
    void rejectsInvalidListParameters(String query) throws Exception {
        assertThat(client.get("/contacts?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,404,0", "BAD_REQUEST,400,0", "EMPTY_PAGE,200,0", "FROM_START,200,10"})
    void answersUnknownCursorAsConfigured(DigivaultOptions.UnknownCursor unknown, int status, int size)
            throws Exception {
        SimulatorOptions options = OPTIONS.withDigivault(OPTIONS.digivault().withUnknownCursor(unknown));
        try (Simulator configured = Simulator.start(options)) {
            Client.Answer answer = Client.digivault(configured).get("/contacts?starting_after=unknown");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.json().path("data").size()).isEqualTo(size);
        }
    }

    @Test
    void createsReadsUpdatesAndDeletesContact() throws Exception {
        Client.Answer created = client.send("POST", "/contacts", """
                {"username": "Frank", "phone_number": "1-800-759-3000", "ignored": 1}""");
        String path = "/contacts/" + created.json().path("id").asString();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("display_name").isNull()).isTrue();
        assertThat(created.json().path("last_active_at").isNull()).isTrue();
        assertThat(created.json().path("created_at").isIntegralNumber()).isTrue();
        assertThat(created.json().has("ignored")).isFalse();
        JsonNode changed = client.send("PUT", path, "{\"display_name\": \"Frank (Work)\", \"id\": \"other\"}")
                .json();
        assertThat(changed.path("username").asString()).isEqualTo("Frank");
        assertThat(client.get(path).json()).isEqualTo(changed);
        assertThat(changed.path("display_name").asString()).isEqualTo("Frank (Work)");
        Client.Answer deleted = client.send("DELETE", path, "");
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        assertThat(client.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(contacts.size()).isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422",
                "{\"username\":\"a\"} | 422",
                "{\"username\":\" \",\"phone_number\":\"1\"} | 422",
                "{\"username\":null,\"phone_number\":\"1\"} | 422",
                "{\"username\":\"a\",\"phone_number\":1} | 422",
                "[] | 400",
                "no json | 400"
            })
    void rejectsContactWithoutUsernameOrPhone(String body, int status) throws Exception {
        Client.Answer rejected = client.send("POST", "/contacts", body);
        assertThat(rejected.status()).isEqualTo(status);
        assertThat(rejected.json().has("message")).isTrue();
        assertThat(contacts.size()).isEqualTo(250);
    }

    @Test
    void returnsErrorsWithTypeAndWithoutEnvelope() throws Exception {
        Client.Answer unknown = client.get("/contacts/unknown");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().propertyNames()).containsExactly("type", "message", "documentation_url");
        assertThat(new Client(client.url(), "wrong").get("/contacts").status()).isEqualTo(401);
        assertThat(client.send("PATCH", "/contacts/unknown", "").status()).isEqualTo(405);
        assertThat(client.get("/people").status()).isEqualTo(404);
        assertThat(client.send("PUT", "/contacts/unknown", "{}").status()).isEqualTo(404);
    }

    @Test
    void returnsNullAndUnknownFieldsAsStored() throws Exception {
        Map<String, Object> fields = new HashMap<>();
        fields.put("display_name", null);
        fields.put("mood", "fine");
        contacts.put(new DigivaultContact("odd", fields));
        assertThat(client.get("/contacts/odd").json().propertyNames())
                .containsExactlyInAnyOrder("id", "display_name", "mood");
    }

    @Test
    void returnsRetryAfterOverLimit() throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withDigivault(DigivaultOptions.defaults()
                        .withLimit(CallLimit.perMinute(4))
                        .withWriteLimit(CallLimit.perMinute(1)));
        // On a clock that stands still, so that the window never ends.
        try (Simulator limited = Simulator.start(options, () -> NOW)) {
            Client limitedClient = Client.digivault(limited);
            String body = "{\"username\":\"a\",\"phone_number\":\"1\"}";
            assertThat(limitedClient.send("POST", "/contacts", body).status()).isEqualTo(201);
            Client.Answer secondWrite = limitedClient.send("POST", "/contacts", body);
            assertThat(secondWrite.status()).isEqualTo(429);
            assertThat(secondWrite.header("X-RateLimit-Limit")).isEqualTo("1");
            Client.Answer read = limitedClient.get("/contacts");
            assertThat(read.header("X-RateLimit-Limit")).isEqualTo("4");
            assertThat(read.header("X-RateLimit-Remaining")).isEqualTo("1");
            limitedClient.get("/contacts");
            Client.Answer fifth = limitedClient.get("/contacts");
            assertThat(fifth.status()).isEqualTo(429);
            assertThat(fifth.json().path("retry_after").asString()).isEqualTo(fifth.header("Retry-After"));
            assertThat(fifth.header("Retry-After")).isEqualTo("60");
            assertThat(fifth.header("X-RateLimit-Reset")).isNotEmpty();
            assertThat(limited.digivault().size()).isEqualTo(1);
            assertThat(limited.digivaultCalls().count(DigivaultService.CHANNEL, EndpointKind.LIST, 429))
                    .isEqualTo(1);
        }
    }

    private List<String> pageThrough(String cursor, String start) throws Exception {
        List<String> all = new ArrayList<>();
        String from = start;
        JsonNode page;
        do {
            page = list("limit=60&" + cursor + "=" + from);
            List<String> ids = new ArrayList<>(ids(page));
            if (cursor.equals("ending_before")) {
                Collections.reverse(ids);
            }
            all.addAll(ids);
            from = ids.get(ids.size() - 1);
        } while (page.path("has_more").asBoolean());
        return all;
    }

    private JsonNode list(String query) throws Exception {
        return client.get("/contacts?" + query).json();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data").values().stream()
                .map(contact -> contact.path("id").asString())
                .toList();
    }
}
