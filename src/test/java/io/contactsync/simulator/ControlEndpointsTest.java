package io.contactsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.heyx.HeyxContact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlEndpointsTest {

    private static final String BODY = "{\"custom_fields\":[{\"name\":\"phone\",\"value\":\"1\"}]}";

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withSeedData(SeedData.generated(30, 2)));
    private final Client control = Client.control(simulator);
    private final Client heyx = Client.heyx(simulator, "support");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void stateContainsAllContactsOfBothServices() throws Exception {
        HeyxContact contact = simulator.heyx("support").create(Map.of("phone", "1"), List.of("VIP"));
        JsonNode state = control.get("/state").json();
        assertThat(state.path("digivault").size()).isEqualTo(30);
        assertThat(state.path("digivault").get(29))
                .isEqualTo(Client.digivault(simulator)
                        .get("/contacts/"
                                + state.path("digivault").get(29).path("id").asString())
                        .json());
        assertThat(state.path("heyx").path("support").get(0))
                .isEqualTo(heyx.get("/contact/" + contact.id()).json().path("data"));
    }

    @Test
    void countsCallsByKindAndStatusUntilReset() throws Exception {
        heyx.send("POST", "/contact", BODY);
        heyx.get("/contact/1?x=y");
        Client.digivault(simulator).get("/contacts");
        JsonNode calls = control.get("/calls").json();
        assertThat(calls.path("heyx").path("counts").toString())
                .isEqualTo("{\"support\":{\"get\":{\"403\":1},\"create\":{\"200\":1}}}");
        assertThat(calls.path("heyx").path("peak").path("support").asInt()).isEqualTo(2);
        assertThat(calls.path("digivault").path("total").asInt()).isEqualTo(1);
        JsonNode entry = calls.path("heyx").path("entries").get(1);
        assertThat(entry.path("path").asString()).isEqualTo("/api/v1/contact/1?x=y");
        assertThat(entry.path("contactId").asString()).isEqualTo("1");
        assertThat(calls.path("heyx").path("entries").get(0).path("parts").asInt())
                .isEqualTo(1);
        assertThat(control.get("/calls?entries=1")
                        .json()
                        .path("heyx")
                        .path("entries")
                        .size())
                .isEqualTo(1);
        control.send("POST", "/reset-calls", "");
        assertThat(control.get("/calls").json().path("heyx").path("total").asInt())
                .isZero();
    }

    @Test
    void setsListsAndRemovesFault() throws Exception {
        JsonNode set = control.send("POST", "/faults", """
                        {"service": "heyx", "kind": "create", "channel": "support", "next": 2,
                         "effect": "STATUS", "code": 503, "body": "{}", "headers": {"Retry-After": "9"}}""").json();
        Client.Answer failed = heyx.send("POST", "/contact", BODY);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("Retry-After")).isEqualTo("9");
        assertThat(control.get("/faults").json().get(0).path("hits").asInt()).isEqualTo(1);
        control.send("DELETE", "/faults/" + set.path("id").asString(), "");
        assertThat(heyx.send("POST", "/contact", BODY).status()).isEqualTo(200);
        assertThat(control.get("/faults").json().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STATUS",
                "STATUS_AFTER",
                "RESET_BEFORE",
                "RESET_AFTER",
                "HANG_BEFORE",
                "HANG_AFTER",
                "TRUNCATE",
                "HTML",
                "REDIRECT",
                "ERROR_IN_200",
                "INVISIBLE",
                "ENDLESS",
                "IGNORE_CURSOR",
                "REPEAT"
            })
    void acceptsEveryEffect(String effect) throws Exception {
        Client.Answer set =
                control.send("POST", "/faults", "{\"service\":\"digivault\",\"at\":1,\"effect\":\"" + effect + "\"}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().path("effect").asString()).startsWith(effect);
        assertThat(set.json().path("trigger").asString()).isEqualTo("At[k=1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service\":\"heyx\",\"effect\":\"NONSENSE\"}",
                "{\"service\":\"other\",\"effect\":\"STATUS\"}",
                "{\"service\":\"heyx\",\"kind\":\"none\",\"effect\":\"STATUS\"}",
                "no json"
            })
    void rejectsInvalidFault(String fault) throws Exception {
        assertThat(control.send("POST", "/faults", fault).status()).isEqualTo(400);
        assertThat(simulator.faults().all()).isEmpty();
    }

    @Test
    void changesContactsWithoutCountingCalls() throws Exception {
        control.send("POST", "/digivault/contacts", "{\"id\": \"abc\", \"display_name\": null}");
        assertThat(simulator.digivault().get("abc").orElseThrow().fields()).containsOnlyKeys("display_name");
        control.send("POST", "/digivault/contacts", "{\"id\": \"abc\", \"username\": \"frank\"}");
        assertThat(simulator.digivault().get("abc").orElseThrow().fields()).containsOnlyKeys("username");
        control.send("DELETE", "/digivault/contacts/abc", "");
        control.send("POST", "/digivault/contacts", "{\"username\": \"new\"}");
        assertThat(simulator.digivault().size()).isEqualTo(31);

        String put = "{\"id\": \"7\", \"custom_fields\": {\"phone\": \"1\"}, \"tags\": [\"VIP\"]}";
        control.send("POST", "/heyx/support/contacts", put);
        assertThat(simulator.heyx("support").get("7").orElseThrow().tags()).containsExactly("VIP");
        control.send("DELETE", "/heyx/support/contacts/7", "");
        assertThat(simulator.heyx("support").size()).isZero();
        assertThat(control.send("POST", "/heyx/unknown/contacts", put).status()).isEqualTo(400);
        assertThat(simulator.heyxCalls().count() + simulator.digivaultCalls().count())
                .isZero();
    }
}
