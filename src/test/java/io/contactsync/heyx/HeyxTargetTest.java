package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.http.CallCounts;
import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeyxTargetTest {

    private final ManualTicker ticker = new ManualTicker(0);
    private final Simulator simulator = Simulator.start(
            SimulatorOptions.defaults()
                    .withHeyx(SimulatorOptions.defaults()
                            .heyx()
                            .withChannels(
                                    ChannelOptions.named("support"),
                                    ChannelOptions.named("viber").asViber()))
                    .unlimited(),
            ticker::nanoTime);
    private final ChannelContacts inbox = simulator.heyx("support");
    private final CallCounts counts = Heyx.counts();
    private final HeyxTarget target = new HeyxTarget(
            Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), counts), Heyx.OPTIONS, ticker);
    private final Pause pause = time -> ticker.advance(time.toNanos());
    private final Heyx.Steps steps = new Heyx.Steps();

    @AfterEach
    void stop() {
        target.close();
        simulator.close();
    }

    private static Change change(@Nullable String id, int fields, List<String> add, List<String> remove) {
        List<FieldValue> values = IntStream.range(0, fields)
                .mapToObj(i -> new FieldValue(i == 0 ? "key" : "f" + i, "v" + i))
                .toList();
        return new Change("s1", id, values, List.of(), add, remove);
    }

    private static List<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    @Test
    void newContactIsCreatedUpdatedAndTaggedAndEachStepRecorded() {
        Change change = change(null, 65, tags(23), List.of());
        assertThat(target.write(change, steps)).isEqualTo(new WriteResult.Done());
        HeyxContact created = inbox.contacts().get(0);
        assertThat(created.fields()).hasSize(65).containsEntry("key", "v0").containsEntry("f64", "v64");
        assertThat(created.tags()).isEqualTo(tags(23));
        assertThat(steps.taken)
                .containsExactly(
                        "creating",
                        "created " + created.id() + " 30",
                        "updated 30",
                        "updated 5",
                        "added 10",
                        "added 10",
                        "added 3");
        assertThat(target.expectedCalls(change))
                .isEqualTo(Map.of(CallKind.CREATE, 1, CallKind.UPDATE, 2, CallKind.ADD_TAGS, 3));
        assertThat(counts.total()).isEqualTo(6);
    }

    @Test
    void tagsAreAddedBeforeOthersAreRemovedAndOtherTagsStay() {
        inbox.put(new HeyxContact("h1", Map.of(), List.of("old", "theirs"), 1));
        assertThat(target.write(change("h1", 0, List.of("new"), List.of("old", "never there")), steps))
                .isEqualTo(new WriteResult.Done());
        assertThat(inbox.get("h1").orElseThrow().tags()).containsExactly("theirs", "new");
        assertThat(steps.taken).containsExactly("added 1", "removed 2");
    }

    @Test
    void draftWithoutValuesIsNotCreated() {
        assertThat(target.write(change(null, 0, List.of(), List.of()), steps)).isInstanceOf(WriteResult.Refused.class);
        assertThat(steps.taken).isEmpty();
        assertThat(counts.total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"data\":[]}", "{\"data\":{\"id\":\" \"}}", "{\"status\":\"success\"}"})
    void createAnsweredWithoutAnIdIsInDoubt(String body) {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, body, Map.of())));
        assertThat(target.write(change(null, 1, List.of(), List.of()), steps)).isInstanceOf(WriteResult.InDoubt.class);
        assertThat(steps.taken).containsExactly("creating");
    }

    @Test
    void createWithoutAResponseIsInDoubtAndSentOnce() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.ResetAfter()));
        assertThat(target.write(change(null, 1, List.of(), List.of()), steps)).isInstanceOf(WriteResult.InDoubt.class);
        assertThat(inbox.size()).isEqualTo(1);
        assertThat(simulator.heyxCalls().count()).isEqualTo(1);
    }

    @Test
    void errorInsideA200RefusesCreateAndUpdate() {
        inbox.put(new HeyxContact("h1", Map.of(), List.of(), 1));
        simulator.faults().set(Fault.heyx(new Fault.Effect.ErrorIn200("phone is taken")));
        assertThat(target.write(change(null, 1, List.of(), List.of()), steps))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo("phone is taken"));
        assertThat(target.write(change("h1", 1, List.of(), List.of()), steps)).isInstanceOf(WriteResult.Refused.class);
        assertThat(steps.taken).containsExactly("creating");
    }

    @Test
    void errorInsideA200ThatNamesNoContactMeansNotFound() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.ErrorIn200("No such contact.")));
        assertThat(target.write(change("h1", 1, List.of(), List.of()), steps)).isEqualTo(new WriteResult.NotFound());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void unknownContactIsNotFoundForEveryKindOfCall(int status) {
        SimulatorOptions options = SimulatorOptions.defaults();
        try (Simulator other = Simulator.start(options.withHeyx(options.heyx().withUnknownContactStatus(status))
                        .unlimited());
                HeyxTarget gone =
                        Heyx.target(Heyx.client(other.heyxUrl(), other.heyxToken("support"), counts), Heyx.OPTIONS)) {
            assertThat(gone.write(change("h9", 1, List.of(), List.of()), steps)).isEqualTo(new WriteResult.NotFound());
            assertThat(gone.write(change("h9", 0, tags(1), List.of()), steps)).isEqualTo(new WriteResult.NotFound());
            assertThat(gone.write(change("h9", 0, List.of(), tags(1)), steps)).isEqualTo(new WriteResult.NotFound());
        }
    }

    @Test
    void other403RefusesTheContactAndKeepsTheStepsBefore() {
        inbox.put(new HeyxContact("h1", Map.of(), List.of(), 1));
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(
                                403,
                                "{\"status\":\"error\",\"message\":\"The field f31 does not exist\",\"data\":[]}",
                                Map.of()))
                        .at(2));
        assertThat(target.write(change("h1", 40, tags(1), List.of()), steps)).isInstanceOf(WriteResult.Refused.class);
        assertThat(steps.taken).containsExactly("updated 30");
    }

    @Test
    void updateAnsweredWithAnotherIdContinuesWithTheFirstId() {
        inbox.put(new HeyxContact("h1", Map.of(), List.of(), 1));
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, "{\"data\":{\"id\":\"cus_other\"}}", Map.of()))
                        .at(1));
        assertThat(target.write(change("h1", 1, tags(1), List.of()), steps)).isEqualTo(new WriteResult.Done());
        assertThat(inbox.get("h1").orElseThrow().tags()).containsExactly("t0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[]}", "[]", "{}", ""})
    void updateAcceptsAnyBodyWithA200(String body) {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, body, Map.of())));
        assertThat(target.write(change("h1", 1, List.of(), List.of()), steps)).isEqualTo(new WriteResult.Done());
    }

    @Test
    void idThatDoesNotFitAUrlIsRefusedWithoutACall() {
        assertThat(target.write(change("..", 1, List.of(), List.of()), steps)).isInstanceOf(WriteResult.Refused.class);
        assertThat(counts.total()).isZero();
    }

    @Test
    void viberContactsAreAddressedInBase64() {
        HeyxTargetOptions options =
                new HeyxTargetOptions(true, List.of("key"), false, null, Heyx.OPTIONS.fields(), Heyx.OPTIONS.tags());
        ChannelContacts viber = simulator.heyx("viber");
        try (HeyxTarget there =
                Heyx.target(Heyx.client(simulator.heyxUrl(), simulator.heyxToken("viber"), counts), options)) {
            for (int i = 0; i < 12; i++) {
                assertThat(there.write(change(null, 31, tags(1), List.of()), steps))
                        .isEqualTo(new WriteResult.Done());
            }
        }
        assertThat(viber.contacts())
                .hasSize(12)
                .allMatch(one -> one.fields().size() == 31 && one.tags().size() == 1);
        assertThat(viber.contacts()).anyMatch(one -> !one.id().matches("[A-Za-z0-9+/]+"));
    }

    private static final Draft LOST = Heyx.draft("key", "k1", "phone", "+1");

    @Test
    void lostCreateIsFoundByTheFirstLookup() {
        inbox.create(Map.of("key", "k1"), List.of());
        assertThat(target.resolveLostCreate(LOST, Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(1);
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void lostCreateThatIsVisibleLateIsFoundByALaterLookup() {
        inbox.create(Map.of("key", "k1"), List.of(), Duration.ofSeconds(10));
        assertThat(target.resolveLostCreate(LOST, Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(3); // after 1, 4 and 12 s
    }

    @Test
    void unexecutedLostCreateIsLookedUpForThirtySeconds() {
        assertThat(target.resolveLostCreate(LOST, Target.CreateSender.THIS_PROCESS, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(counts.of("lookup")).isEqualTo(4);
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void createOfAnEarlierProcessIsLookedUpForThirtySecondsFromTheFirstLookup() {
        assertThat(target.resolveLostCreate(LOST, Target.CreateSender.EARLIER_PROCESS, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(counts.of("lookup")).isEqualTo(4); // after 0, 4, 12 and 30 s
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void contactInDoubtIsLookedUpByEveryFieldUntilItIsVisible() {
        inbox.create(Map.of("phone", "+1"), List.of(), Duration.ofSeconds(20));
        assertThat(target.find(LOST, java.util.Set.of(), Freshness.SETTLED, pause))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(8); // by two fields after 0, 4, 12 and 30 s
        assertThat(target.find(LOST, java.util.Set.of("phone"), Freshness.SETTLED, pause))
                .isEqualTo(new LookupResult.NotFound());
    }

    @Test
    void contactThatAnotherJobHasCreatedIsNotLookedUpInThePreload() {
        try (HeyxTarget preloading = Heyx.target(
                Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), counts), Heyx.preloading())) {
            java.util.Set<String> others = java.util.Set.of("phone");
            assertThat(preloading.find(LOST, others, Freshness.CACHED, pause)).isEqualTo(new LookupResult.NotFound());
            inbox.create(Map.of("key", "k1", "source", "job"), List.of());
            assertThat(preloading.find(LOST, others, Freshness.CACHED, pause)).isEqualTo(new LookupResult.NotFound());
            assertThat(preloading.find(LOST, others, Freshness.CURRENT, pause)).isInstanceOf(LookupResult.Found.class);
        }
    }

    @Test
    void lostCreateIsLookedUpByTheFirstMatchFieldWithAValue() {
        inbox.create(Map.of("phone", "+1"), List.of());
        assertThat(target.resolveLostCreate(
                        Heyx.draft("key", null, "phone", "+1"), Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(target.resolveLostCreate(Heyx.draft("key", null), Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOfSatisfying(
                        LookupResult.Unclear.class,
                        unclear -> assertThat(unclear.reason()).startsWith("in doubt"));
    }

    @Test
    void lostCreateIsLookedUpInHeyxAndNotInThePreload() {
        try (HeyxTarget preloading = Heyx.target(
                Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), counts), Heyx.preloading())) {
            assertThat(preloading.find(LOST, java.util.Set.of("phone"), Freshness.CACHED, Heyx.NO_PAUSE))
                    .isEqualTo(new LookupResult.NotFound());
            inbox.create(Map.of("key", "k1", "source", "job"), List.of());
            assertThat(preloading.resolveLostCreate(LOST, Target.CreateSender.THIS_PROCESS, pause))
                    .isInstanceOf(LookupResult.Found.class);
        }
    }
}
