package io.contactsync.simulator.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.Client;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.CallLimit;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.SimulatorJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HeyxTest {

    /** Nanoseconds since 1970. */
    private static final long NOW = 1_700_000_000_000_000_000L;

    /** On a clock that stands still, so that the windows of the limits never end. */
    private final Simulator simulator = Simulator.start(
            SimulatorOptions.defaults()
                    .withHeyx(HeyxOptions.defaults()
                            .withChannels(
                                    ChannelOptions.named("support"),
                                    ChannelOptions.named("viber").asViber(),
                                    ChannelOptions.named("small").withLimit(CallLimit.perMinute(2)),
                                    ChannelOptions.named("retry-after")
                                            .withLimit(CallLimit.perMinute(1).withRetryAfter()))),
            () -> NOW);

    private final ChannelContacts support = simulator.heyx("support");
    private final Client client = Client.heyx(simulator, "support");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void findsCreatedContactByFieldAndById() throws Exception {
        Client.Answer created = client.send("POST", "/contact", fields("phone", "+12125550100", "firstName", "Zoë"));
        String id = created.json().path("data").path("id").asString();
        assertThat(created.status()).isEqualTo(200);
        assertThat(id).matches("[0-9]{16}");
        JsonNode found = client.get("/contact/by_custom_field?name=phone&value=%2B12125550100")
                .json();
        assertThat(found.path("data").get(0).path("id").asString()).isEqualTo(id);
        JsonNode got = client.get("/contact/" + id).json().path("data");
        assertThat(got.path("custom_fields").path("firstName").asString()).isEqualTo("Zoë");
        assertThat(got.path("tags").isArray()).isTrue();
        assertThat(got.path("created_at").isIntegralNumber()).isTrue();
    }

    @Test
    void decodesUnencodedPlusAsSpace() throws Exception {
        support.create(Map.of("phone", "+12125550100"), List.of());
        assertThat(total("/contact/by_custom_field?name=phone&value=+12125550100"))
                .isZero();
        assertThat(total("/contact/by_custom_field?name=phone&value=%2B12125550100"))
                .isEqualTo(1);
    }

    @Test
    void createsSecondContactWithSameValues() throws Exception {
        client.send("POST", "/contact", fields("phone", "1"));
        client.send("POST", "/contact", fields("phone", "1"));
        assertThat(support.findAll("phone", "1")).hasSize(2);
    }

    @Test
    void lookupWithoutMatchReturnsEmptyPage() throws Exception {
        JsonNode page =
                client.get("/contact/by_custom_field?name=phone&value=1").json();
        assertThat(page).isEqualTo(SimulatorJson.MAPPER.readTree("""
                {"data": [],
                 "links": {"first": "http://app.heyx.io/api/v1/contact/by_custom_field?page=1",
                           "last": "http://app.heyx.io/api/v1/contact/by_custom_field?page=1",
                           "prev": null, "next": null},
                 "meta": {"current_page": 1, "from": null, "last_page": 1,
                          "path": "http://app.heyx.io/api/v1/contact/by_custom_field",
                          "per_page": 10, "to": null, "total": 0}}
                """));
    }

    @Test
    void lookupReturnsPagesOfTen() throws Exception {
        IntStream.range(0, 23)
                .forEach(i -> support.create(Map.of("source", "digivault", "n", Integer.toString(i)), List.of()));
        JsonNode last = page("3");
        assertThat(last.path("data").values()).hasSize(3);
        assertThat(last.path("data").get(0).path("custom_fields").path("n").asString())
                .isEqualTo("20");
        assertThat(last.path("meta").path("from").asInt()).isEqualTo(21);
        assertThat(last.path("meta").path("to").asInt()).isEqualTo(23);
        assertThat(last.path("meta").path("last_page").asInt()).isEqualTo(3);
        assertThat(last.path("links").path("prev").asString())
                .isEqualTo("http://app.heyx.io/api/v1/contact/by_custom_field?page=2");
        assertThat(last.path("links").path("next").isNull()).isTrue();
        assertThat(page("4").path("data").values()).isEmpty();
        assertThat(page("4").path("meta").path("total").asInt()).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "word", "1"})
    void treatsInvalidPageNumberAsFirstPage(String page) throws Exception {
        IntStream.range(0, 11).forEach(i -> support.create(Map.of("source", "digivault"), List.of()));
        assertThat(page(page).path("meta").path("current_page").asInt()).isEqualTo(1);
        assertThat(page(page).path("data").values()).hasSize(10);
    }

    @Test
    void updateChangesOnlyGivenFieldsAndLastDuplicateWins() throws Exception {
        String id = support.create(Map.of("phone", "1", "lastName", "Dar"), List.of("VIP"))
                .id();
        Client.Answer updated = client.send("PUT", "/contact/" + id, fields("phone", "2", "phone", "3"));
        assertThat(updated.json().path("data").path("id").asString()).isEqualTo(id);
        assertThat(support.get(id).orElseThrow().fields()).isEqualTo(Map.of("phone", "3", "lastName", "Dar"));
        assertThat(support.get(id).orElseThrow().tags()).containsExactly("VIP");
        assertThat(support.findAll("phone", "1")).isEmpty();
        assertThat(support.findAll("phone", "3")).hasSize(1);
    }

    @Test
    void keepsTypesOfBooleansAndNumbersAndFindsThemByText() throws Exception {
        client.send("POST", "/contact", """
                {"custom_fields": [{"name": "isLead", "value": true}, {"name": "age", "value": 41}]}""");
        JsonNode found =
                client.get("/contact/by_custom_field?name=isLead&value=true").json();
        assertThat(found.path("data").get(0).path("custom_fields").toString())
                .isEqualTo("{\"isLead\":true,\"age\":41}");
        assertThat(total("/contact/by_custom_field?name=age&value=41")).isEqualTo(1);
        assertThat(total("/contact/by_custom_field?name=isLead&value=TRUE")).isZero();
    }

    @Test
    void storesBlankAsNullAndReturnsEmptyMapAsList() throws Exception {
        String id = support.create(Map.of("phone", "1"), List.of()).id();
        client.send("PUT", "/contact/" + id, fields("phone", ""));
        assertThat(client.get("/contact/" + id).text()).contains("\"custom_fields\":{\"phone\":null}");
        String empty = support.create(Map.of(), List.of()).id();
        assertThat(client.get("/contact/" + empty).text()).contains("\"custom_fields\":[]");
    }

    @Test
    void acceptsThirtyFieldsAndRejectsThirtyOne() throws Exception {
        assertThat(client.send("POST", "/contact", numbered(30)).status()).isEqualTo(200);
        Client.Answer rejected = client.send("POST", "/contact", numbered(31));
        assertEnvelope(rejected, 403, "Maximum 30 custom_fields are allowed per request.");
        assertThat(support.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "created_at", "locale", "timezone", "gender", "tags"})
    void rejectsReadOnlyField(String field) throws Exception {
        String id = support.create(Map.of(), List.of()).id();
        assertEnvelope(
                client.send("PUT", "/contact/" + id, fields("phone", "1", field, "x")),
                403,
                "Field " + field + " is not allowed to be updated.");
        assertThat(support.get(id).orElseThrow().fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"custom_fields\":[]}",
                "{\"custom_fields\":{}}",
                "{\"custom_fields\":[1]}",
                "{\"custom_fields\":[{\"name\":\"a\"}]}",
                "{\"custom_fields\":[{\"name\":\"a\",\"value\":[1]}]}",
                "{\"custom_fields\":[{\"name\":\"a\",\"value\":1}]} x"
            })
    void rejectsBodyWithoutListOfFields(String body) throws Exception {
        Client.Answer rejected = client.send("POST", "/contact", body);
        assertThat(rejected.status()).isEqualTo(403);
        assertThat(rejected.json().path("status").asString()).isEqualTo("error");
        assertThat(support.size()).isZero();
    }

    @Test
    void addsAndRemovesTagsAndIgnoresDuplicateAndAbsentOnes() throws Exception {
        String id = support.create(Map.of(), List.of("VIP")).id();
        Client.Answer added =
                client.send("POST", "/contact/" + id + "/tags", "{\"tags\":[\"vip\",\"VIP\",\"Größe 🎉\"]}");
        assertThat(added.text())
                .isEqualTo(
                        "{\"status\":\"success\",\"message\":\"Contact Tags have been added successfully.\",\"data\":[]}");
        assertThat(support.get(id).orElseThrow().tags()).containsExactly("VIP", "vip", "Größe 🎉");
        Client.Answer removed = client.send("DELETE", "/contact/" + id + "/tags", "{\"tags\":[\"vip\",\"absent\"]}");
        assertThat(removed.text())
                .isEqualTo("{\"status\":\"success\",\"message\":\"Contact Tags deleted successfully.\",\"data\":[]}");
        assertThat(support.get(id).orElseThrow().tags()).containsExactly("VIP", "Größe 🎉");
    }

    @Test
    void rejectsElevenTagsNoTagsAndTooLongTags() throws Exception {
        String path = "/contact/" + support.create(Map.of(), List.of()).id() + "/tags";
        assertThat(client.send("POST", path, tags(10)).status()).isEqualTo(200);
        assertEnvelope(client.send("POST", path, tags(11)), 403, "Maximum 10 tags are allowed per request.");
        assertEnvelope(client.send("DELETE", path, tags(11)), 403, "Maximum 10 tags are allowed per request.");
        assertEnvelope(client.send("POST", path, tags(0)), 403, "The tags field is required.");
        String longest = "x".repeat(255);
        assertThat(client.send("POST", path, "{\"tags\":[\"" + longest + "\"]}").status())
                .isEqualTo(200);
        assertThat(client.send("POST", path, "{\"tags\":[\"" + longest + "x\"]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void returnsDocumentedErrorBodies() throws Exception {
        assertEnvelope(new Client(client.url(), "wrong").get("/contact/1"), 401, "API Token is invalid.");
        assertEnvelope(client.send("PATCH", "/contact/1", ""), 405, "405 Method Not Allowed.");
        assertEnvelope(client.get("/contact"), 405, "405 Method Not Allowed.");
        assertEnvelope(client.get("/contact/1"), 403, "No such contact.");
        assertEnvelope(client.send("PUT", "/contact/1", fields("phone", "1")), 403, "No such contact.");
        assertEnvelope(client.send("POST", "/contact/1/tags", tags(1)), 403, "No such contact.");
        assertEnvelope(client.get("/nothing"), 404, "404 Not Found.");
        assertEnvelope(client.get("/contact/by_custom_field?name=phone"), 403, "The value field is required.");
    }

    @Test
    void redirectsErrorToPageIfClientDoesNotAcceptJson() throws Exception {
        Client.Answer answer = client.send(HttpRequest.newBuilder(URI.create(client.url() + "/contact/1"))
                .header("Authorization", "Bearer " + client.token()));
        assertThat(answer.status()).isEqualTo(302);
        Client.Answer page = client.send(HttpRequest.newBuilder(URI.create(answer.header("Location"))));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void redirectsTrailingSlashWithoutHandlingRequest() throws Exception {
        Client.Answer answer = client.send("POST", "/contact/", fields("phone", "1"));
        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo(simulator.heyxUrl() + "/contact");
        assertThat(support.size()).isZero();
    }

    @Test
    void expectsBase64OfViberIdInEveryPath() throws Exception {
        Client viber = Client.heyx(simulator, "viber");
        for (int i = 0; i < 6; i++) {
            String id = viber.send("POST", "/contact", fields("n", "x"))
                    .json()
                    .path("data")
                    .path("id")
                    .asString();
            String segment = Client.encoded(Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
            assertThat(viber.get("/contact/" + segment)
                            .json()
                            .path("data")
                            .path("id")
                            .asString())
                    .isEqualTo(id);
            assertThat(viber.send("PUT", "/contact/" + segment, fields("n", "y"))
                            .status())
                    .isEqualTo(200);
            assertThat(viber.send("POST", "/contact/" + segment + "/tags", tags(1))
                            .status())
                    .isEqualTo(200);
            assertThat(viber.send("DELETE", "/contact/" + segment + "/tags", tags(1))
                            .status())
                    .isEqualTo(200);
            assertThat(viber.send("PUT", "/contact/" + Client.encoded(id), fields("n", "z"))
                            .status())
                    .isBetween(403, 404);
            assertThat(simulator.heyx("viber").get(id).orElseThrow().text("n")).isEqualTo("y");
        }
        assertThat(simulator.heyx("viber").contacts().stream()
                        .map(HeyxContact::id)
                        .collect(Collectors.joining()))
                .contains("/", "+", "=", "Ж");
    }

    @Test
    void channelsAreIsolated() throws Exception {
        String id = support.create(Map.of("phone", "1"), List.of()).id();
        Client other = Client.heyx(simulator, "small");
        assertThat(other.get("/contact/" + id).status()).isEqualTo(403);
        assertThat(simulator.heyx("small").create(Map.of(), List.of()).id()).isNotEqualTo(id);
        assertThat(simulator.heyxCalls().count("small", EndpointKind.GET)).isEqualTo(1);
        assertThat(simulator.heyxCalls().count("support", EndpointKind.GET)).isZero();
    }

    @Test
    void returnsDocumented429WithoutRetryAfterByDefault() throws Exception {
        Client small = Client.heyx(simulator, "small");
        small.get("/contact/1");
        small.get("/contact/1");
        Client.Answer rejected = small.send("POST", "/contact", fields("phone", "1"));
        assertEnvelope(rejected, 429, "Too many requests");
        assertThat(rejected.header("Retry-After")).isEmpty();
        assertThat(simulator.heyx("small").size()).isZero();
        assertThat(simulator.heyxCalls().peak("small")).isEqualTo(3);
        assertThat(client.get("/contact/1").status()).isEqualTo(403);
        Client retryAfter = Client.heyx(simulator, "retry-after");
        retryAfter.get("/contact/1");
        assertThat(retryAfter.get("/contact/1").header("Retry-After")).isEqualTo("60");
    }

    @ParameterizedTest
    @CsvSource({"EXACT,0,403", "FUZZY,1,404"})
    void usesConfiguredSearchAndStatusOfUnknownIds(HeyxOptions.Search search, int found, int status) throws Exception {
        HeyxOptions options = HeyxOptions.defaults().withSearch(search).withUnknownContactStatus(status);
        try (Simulator configured = Simulator.start(SimulatorOptions.defaults().withHeyx(options))) {
            configured.heyx("support").create(Map.of("firstName", "Muhammad Mahin"), List.of());
            Client configuredClient = Client.heyx(configured, "support");
            assertThat(configuredClient
                            .get("/contact/by_custom_field?name=firstName&value=mahin")
                            .json()
                            .path("meta")
                            .path("total")
                            .asInt())
                    .isEqualTo(found);
            assertThat(configuredClient.get("/contact/1").status()).isEqualTo(status);
        }
    }

    private static void assertEnvelope(Client.Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo("{\"status\":\"error\",\"message\":\"" + message + "\",\"data\":[]}");
    }

    private int total(String path) throws Exception {
        return client.get(path).json().path("meta").path("total").asInt();
    }

    private JsonNode page(String page) throws Exception {
        return client.get("/contact/by_custom_field?name=source&value=digivault&page=" + page)
                .json();
    }

    private static String fields(String... namesAndValues) {
        return IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i ->
                        "{\"name\":\"" + namesAndValues[2 * i] + "\",\"value\":\"" + namesAndValues[2 * i + 1] + "\"}")
                .collect(Collectors.joining(",", "{\"custom_fields\":[", "]}"));
    }

    private static String numbered(int fields) {
        return fields(IntStream.range(0, 2 * fields).mapToObj(i -> "f" + i).toArray(String[]::new));
    }

    private static String tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"tag " + i + "\"")
                .collect(Collectors.joining(",", "{\"tags\":[", "]}"));
    }
}
