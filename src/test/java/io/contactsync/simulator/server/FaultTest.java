package io.contactsync.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.simulator.Client;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FaultTest {

    private static final String BODY = "{\"custom_fields\":[{\"name\":\"phone\",\"value\":\"1\"}]}";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Simulator simulator = Simulator.start(SimulatorOptions.defaults()
            .withHeyx(
                    HeyxOptions.defaults().withChannels(ChannelOptions.named("support"), ChannelOptions.named("sales")))
            .withSeedData(SeedData.generated(25, 1)));
    private final FaultRegistry faults = simulator.faults();
    private final ChannelContacts support = simulator.heyx("support");
    private final Client client = Client.heyx(simulator, "support");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void returnsStatusWithoutHandlingRequest() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.Status(503, "{\"a\":1}", Map.of("Retry-After", "7"))));
        Client.Answer answer = create();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(support.size()).isZero();
    }

    @Test
    void returnsStatusAfterHandlingRequest() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.StatusAfter(504)));
        assertThat(create().status()).isEqualTo(504);
        assertThat(support.size()).isEqualTo(1);
    }

    @Test
    void dropsConnectionWithoutHandlingRequest() {
        faults.set(Fault.heyx(new Fault.Effect.ResetBefore()));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(support.size()).isZero();
        assertThat(simulator.heyxCalls().count("support", EndpointKind.CREATE, 0))
                .isEqualTo(1);
    }

    @Test
    void dropsConnectionAfterHandlingRequest() {
        faults.set(Fault.heyx(new Fault.Effect.ResetAfter()));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(support.size()).isEqualTo(1);
        CallLog.Entry call = simulator.heyxCalls().entries().get(0);
        assertThat(call.fault()).isEqualTo("RESET_AFTER");
        assertThat(call.contactId()).isEqualTo(support.contacts().get(0).id());
    }

    @ParameterizedTest
    @EnumSource
    void truncatesBodyAfterHandlingRequest(Fault.Effect.Framing framing) {
        faults.set(Fault.heyx(new Fault.Effect.Truncate(framing)));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(support.size()).isEqualTo(1);
    }

    @Test
    void returnsHtmlBeforeOrAfterHandlingRequest() throws Exception {
        FaultRegistry.ArmedFault before = faults.set(Fault.heyx(new Fault.Effect.HtmlBefore()));
        assertHtml(create());
        assertThat(support.size()).isZero();
        faults.remove(before);
        faults.set(Fault.heyx(new Fault.Effect.HtmlAfter()));
        assertHtml(create());
        assertThat(support.size()).isEqualTo(1);
    }

    @Test
    void redirectsWithoutHandlingRequest() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.Redirect("http://example.com/", 307)));
        Client.Answer answer = create();
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo("http://example.com/");
        assertThat(support.size()).isZero();
    }

    @Test
    void returnsErrorInBodyWithStatus200() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.ErrorIn200("Something went wrong.")));
        Client.Answer answer = create();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("error");
        assertThat(support.size()).isZero();
        faults.set(Fault.digivault(new Fault.Effect.ErrorIn200("Something went wrong.")));
        assertThat(Client.digivault(simulator).get("/contacts").text()).startsWith("{\"status\":\"error\"");
    }

    @Test
    void hidesCreatedContactFromLookupsUntilTimeHasPassed() throws Exception {
        FaultRegistry.ArmedFault invisible = faults.set(
                Fault.heyx(new Fault.Effect.Invisible(Duration.ofDays(1))).on(EndpointKind.CREATE));
        String id = create().json().path("data").path("id").asString();
        assertThat(client.get("/contact/" + id).status()).isEqualTo(200);
        assertThat(found()).isZero();
        faults.remove(invisible);
        faults.set(Fault.heyx(new Fault.Effect.Invisible(Duration.ofNanos(1))).on(EndpointKind.CREATE));
        create();
        assertThat(found()).isEqualTo(1);
    }

    @Test
    void appliesAllFaultsOfOneCall() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.Invisible(Duration.ofDays(1))).on(EndpointKind.CREATE));
        faults.set(Fault.heyx(new Fault.Effect.StatusAfter(502)).on(EndpointKind.CREATE));
        assertThat(create().status()).isEqualTo(502);
        assertThat(found()).isZero();
        assertThat(support.size()).isEqualTo(1);
        assertThat(simulator.heyxCalls().entries().get(0).fault()).isEqualTo("INVISIBLE+STATUS_AFTER");
    }

    @Test
    void holdsResponseOfKthCreateOnly() throws Exception {
        FaultRegistry.ArmedFault pause = faults.holdResponse(SimulatorService.Name.HEYX, EndpointKind.CREATE, 2);
        create();
        CompletableFuture<Client.Answer> second = createAsync();
        assertThat(pause.awaitHit(TIMEOUT)).isTrue();
        assertThat(support.size()).isEqualTo(2);
        assertThat(simulator.heyxCalls().entries().get(1).status()).isZero();
        assertThat(create().status()).isEqualTo(200);
        assertThat(second).isNotDone();
        faults.remove(pause);
        assertThat(second.get().status()).isEqualTo(200);
    }

    @Test
    void delaysHandlingDuringHangBefore() throws Exception {
        FaultRegistry.ArmedFault hang = faults.set(
                Fault.heyx(new Fault.Effect.HangBefore(Duration.ofDays(1))).at(1));
        CompletableFuture<Client.Answer> hanging = createAsync();
        assertThat(hang.awaitHit(TIMEOUT)).isTrue();
        assertThat(support.size()).isZero();
        faults.clear();
        assertThat(hanging.get().status()).isEqualTo(200);
        assertThat(support.size()).isEqualTo(1);
        assertThat(hang.hits()).isEqualTo(1);
    }

    @Test
    void closeDropsHangingConnections() throws Exception {
        FaultRegistry.ArmedFault pause = faults.holdResponse(SimulatorService.Name.HEYX, EndpointKind.CREATE, 1);
        CompletableFuture<Client.Answer> hanging = createAsync();
        assertThat(pause.awaitHit(TIMEOUT)).isTrue();
        simulator.close();
        assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
    }

    @Test
    void affectsOnlyCallsOfItsKindAndChannel() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.Status(500, "{}", Map.of()))
                .on(EndpointKind.CREATE)
                .onChannel("sales"));
        assertThat(create().status()).isEqualTo(200);
        Client sales = Client.heyx(simulator, "sales");
        assertThat(sales.get("/contact/1").status()).isEqualTo(403);
        assertThat(sales.send("POST", "/contact", BODY).status()).isEqualTo(500);
        assertThat(Client.digivault(simulator)
                        .send("POST", "/contacts", "{\"username\":\"a\",\"phone_number\":\"1\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void triggersFireForTheirCalls() {
        SplittableRandom random = new SplittableRandom(0);
        assertThat(fired(new Fault.Trigger.At(3), random)).containsExactly(3L);
        assertThat(fired(new Fault.Trigger.Next(2), random)).containsExactly(1L, 2L);
        assertThat(fired(new Fault.Trigger.Every(), random)).hasSize(1_000);
        List<Long> some = fired(new Fault.Trigger.Chance(0.3, 0), new SplittableRandom(5));
        assertThat(some.size()).isBetween(250, 350);
        assertThat(fired(new Fault.Trigger.Chance(0.3, 0), new SplittableRandom(5)))
                .isEqualTo(some);
    }

    @Test
    void doesNotCountCallsWithUnknownToken() throws Exception {
        faults.set(Fault.heyx(new Fault.Effect.Status(500, "{}", Map.of())).at(1));
        assertThat(new Client(client.url(), "wrong").get("/contact/1").status()).isEqualTo(401);
        assertThat(create().status()).isEqualTo(500);
    }

    @Test
    void endlessListReturnsEmptyPageWithMore() throws Exception {
        faults.set(Fault.digivault(new Fault.Effect.Endless()).on(EndpointKind.LIST));
        JsonNode page = list("");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.path("data").isEmpty()).isTrue();
    }

    @Test
    void ignoredCursorReturnsFirstPageAgain() throws Exception {
        JsonNode first = list("");
        faults.set(Fault.digivault(new Fault.Effect.IgnoreCursor()));
        assertThat(list("?starting_after=" + id(first, 9))).isEqualTo(first);
    }

    @Test
    void repeatStartsWithLastContactOfPreviousPage() throws Exception {
        String last = id(list(""), 9);
        faults.set(Fault.digivault(new Fault.Effect.Repeat()));
        assertThat(id(list("?starting_after=" + last), 0)).isEqualTo(last);
    }

    private Client.Answer create() throws IOException, InterruptedException {
        return client.send("POST", "/contact", BODY);
    }

    private CompletableFuture<Client.Answer> createAsync() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return create();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private int found() throws Exception {
        return client.get("/contact/by_custom_field?name=phone&value=1")
                .json()
                .path("data")
                .size();
    }

    private JsonNode list(String query) throws Exception {
        return Client.digivault(simulator).get("/contacts" + query).json();
    }

    private static String id(JsonNode page, int index) {
        return page.path("data").get(index).path("id").asString();
    }

    private static List<Long> fired(Fault.Trigger trigger, SplittableRandom random) {
        return LongStream.rangeClosed(1, 1_000)
                .filter(count -> trigger.fires(count, random))
                .boxed()
                .toList();
    }

    private static void assertHtml(Client.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }
}
