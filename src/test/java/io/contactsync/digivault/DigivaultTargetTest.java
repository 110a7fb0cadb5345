package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.CallCounts;
import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigivaultTargetTest {

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().unlimited());
    private final CallCounts counts = Digivault.counts();
    private final ManualTicker ticker = new ManualTicker(0);
    private final Pause pause = time -> ticker.advance(time.toNanos());
    private final DigivaultTarget target = target(false, "phone_number", "username");
    private final List<String> steps = new ArrayList<>();

    private DigivaultTarget target(boolean oldest, String... match) {
        return new DigivaultTarget(
                Digivault.client(simulator.digivaultUrl(), simulator.digivaultToken(), counts),
                List.of(match),
                oldest,
                ticker);
    }

    @AfterEach
    void stop() {
        target.close();
        simulator.close();
    }

    private void put(String id, long createdAt, @Nullable String username, @Nullable String phone) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("username", username);
        fields.put("phone_number", phone);
        fields.put("created_at", createdAt);
        simulator.digivault().put(new DigivaultContact(id, fields));
    }

    private static Draft draft(@Nullable String username, @Nullable String phone) {
        return new Draft(
                "s1",
                List.of(
                        new Draft.Field("username", username, WriteMode.ALWAYS, true),
                        new Draft.Field("phone_number", phone, WriteMode.ALWAYS, true)),
                Map.of());
    }

    private static Change change(@Nullable String id, Object... namesAndValues) {
        List<FieldValue> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new FieldValue(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]));
        }
        return new Change("s1", id, fields, List.of(), List.of(), List.of());
    }

    private final WriteListener listener = event -> {
        if (event instanceof WriteEvent.Created created) {
            steps.add("created " + created.fields());
        } else if (event instanceof WriteEvent.FieldsUpdated updated) {
            steps.add("updated " + updated.fields());
        } else if (event instanceof WriteEvent.Creating) {
            steps.add("creating");
        } else if (event instanceof WriteEvent.NotCreated) {
            steps.add("not created");
        } else {
            throw new AssertionError("DigiVault has no tags: " + event);
        }
    };

    private static String foundId(LookupResult result) {
        return ((LookupResult.Found) result).contact().targetId();
    }

    @Test
    void oneListingAnswersAllLookups() {
        for (int i = 0; i < 250; i++) {
            put("d" + i, i, "user" + i, "+1 212 555-" + (1000 + i));
        }
        assertThat(foundId(target.find(draft("nobody", "+12125551249"), Set.of(), Freshness.CACHED, pause)))
                .isEqualTo("d249");
        assertThat(foundId(target.find(draft("user7", null), Set.of(), Freshness.CACHED, pause)))
                .isEqualTo("d7");
        assertThat(target.find(draft("USER7", "+1212555"), Set.of(), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(counts.byKind()).containsEntry("lookup", 3L);
        assertThat(counts.total()).isEqualTo(3);
    }

    @Test
    void excludedMatchFieldCostsNoCall() {
        assertThat(target.find(draft(null, "+1"), Set.of("phone_number"), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(counts.total()).isZero();
    }

    @Test
    void lookupReturnsTheCurrentValues() {
        put("d1", 42, "Zoe\u0308", "+1");
        LookupResult.Found found =
                (LookupResult.Found) target.find(draft("x", "+1"), Set.of("username"), Freshness.CACHED, pause);
        assertThat(found.contact().createdAt()).isEqualTo(42);
        assertThat(found.contact().fields())
                .containsEntry("username", "Zo\u00eb")
                .containsEntry("phone_number", "+1")
                .containsEntry("avatar_url", null)
                .containsEntry("display_name", null);
    }

    @Test
    void severalMatchesAreUnclearUnlessTheOldestIsChosen() {
        put("d1", 9, "a", "+1");
        put("d2", 8, "b", "+1");
        put("d3", 7, "c", "+3");
        assertThat(target.find(draft("x", "+1"), Set.of(), Freshness.CACHED, pause))
                .isInstanceOf(LookupResult.Unclear.class);
        assertThat(target.find(draft("c", "+4"), Set.of(), Freshness.CACHED, pause))
                .isInstanceOf(LookupResult.Unclear.class);
        try (DigivaultTarget oldest = target(true, "phone_number")) {
            assertThat(foundId(oldest.find(draft("x", "+1"), Set.of(), Freshness.CACHED, pause)))
                    .isEqualTo("d2");
        }
    }

    @Test
    void valueSharedBy501ContactsIsRefused() {
        for (int i = 0; i < 501; i++) {
            put("d" + i, i, "user" + i, "+1");
        }
        assertThat(target.find(draft("x", "+1"), Set.of(), Freshness.CACHED, pause))
                .isInstanceOf(LookupResult.Refused.class);
    }

    @Test
    void createTakesOneCall() {
        Change change = change(null, "username", "a", "phone_number", "+1", "display_name", "A");
        assertThat(target.write(change, listener)).isEqualTo(new WriteResult.Done());
        assertThat(steps).containsExactly("creating", "created [username, phone_number, display_name]");
        assertThat(simulator.digivault().contacts().findFirst().orElseThrow().fields())
                .containsEntry("username", "a")
                .containsEntry("phone_number", "+1")
                .containsEntry("display_name", "A")
                .containsEntry("avatar_url", null);
        assertThat(target.expectedCalls(change)).isEqualTo(Map.of(CallKind.CREATE, 1));
    }

    @Test
    void contactWithoutARequiredFieldIsRefusedWithoutACall() {
        put("d1", 1, "a", "+1");
        for (Change lacking : List.of(
                change(null, "username", "a"),
                change(null, "phone_number", "+1"),
                change(null, "username", " ", "phone_number", "+1"),
                change("d1", "username", ""))) {
            assertThat(target.write(lacking, listener)).isInstanceOfSatisfying(WriteResult.Refused.class, refused -> {
                assertThat(refused.refusal().message()).startsWith("has no ");
                assertThat(refused.refusal().attempts()).isZero();
            });
        }
        assertThat(steps).isEmpty();
        assertThat(counts.total()).isZero();
    }

    @Test
    void updateSendsTheChangedFieldsAndNullForBlank() {
        simulator
                .digivault()
                .put(new DigivaultContact(
                        "d1", Map.of("username", "a", "phone_number", "+1", "display_name", "A", "avatar_url", "u")));
        assertThat(target.write(change("d1", "display_name", "", "avatar_url", 5L), listener))
                .isEqualTo(new WriteResult.Done());
        assertThat(simulator.digivault().contacts().findFirst().orElseThrow().fields())
                .containsEntry("username", "a")
                .containsEntry("display_name", null)
                .containsEntry("avatar_url", "5");
        assertThat(steps).containsExactly("updated [display_name, avatar_url]");
    }

    @Test
    void deletedContactIsReportedAsNotFound() {
        put("d1", 1, "a", "+1");
        target.find(draft("x", "+1"), Set.of(), Freshness.CACHED, pause);
        simulator.digivault().remove("d1");
        assertThat(target.write(change("d1", "display_name", "A"), listener)).isEqualTo(new WriteResult.NotFound());
        assertThat(target.find(draft("a", "+1"), Set.of(), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(target.delete("d1")).isEqualTo(new WriteResult.NotFound());
    }

    @Test
    void deleteRemovesTheContactInOneCall() {
        put("d1", 1, "a", "+1");
        assertThat(target.delete("d1")).isEqualTo(new WriteResult.Done());
        assertThat(simulator.digivault().size()).isZero();
        assertThat(counts.of("delete")).isEqualTo(1);
    }

    @Test
    void refusalHasTheMessageOfDigivault() {
        simulator.faults().set(Fault.digivault(new Fault.Effect.Status(422, "{\"message\":\"too long\"}", Map.of())));
        assertThat(target.write(change("d1", "display_name", "A"), listener))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.refusal().message()).isEqualTo("too long"));
        assertThat(target.write(change("..", "display_name", "A"), listener)).isInstanceOf(WriteResult.Refused.class);
        assertThat(target.delete("..")).isInstanceOf(WriteResult.Refused.class);
    }

    @Test
    void lostCreateIsFoundAtTheEndOfTheList() {
        for (int i = 0; i < 250; i++) {
            put("d" + i, i, "user" + i, "+" + i);
        }
        assertThat(target.find(draft("new", "+999"), Set.of(), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        simulator.faults().set(Fault.digivault(new Fault.Effect.ResetAfter()).next(1));
        assertThat(target.write(change(null, "username", "new", "phone_number", "+999"), listener))
                .isInstanceOf(WriteResult.InDoubt.class);
        assertThat(target.resolveLostCreate(draft("new", "+999"), Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(3 + 2);
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(simulator.digivault().size()).isEqualTo(251);
    }

    @Test
    void unexecutedLostCreateIsResolvedByAFullListingAfter30Seconds() {
        for (int i = 0; i < 250; i++) {
            put("d" + i, i, "user" + i, "+" + i);
        }
        assertThat(target.resolveLostCreate(draft("new", "+999"), Target.CreateSender.THIS_PROCESS, pause))
                .isEqualTo(new LookupResult.NotFound());
        // One page at the newest end after 1, 4, 12 and 30 s, then three pages of the whole list.
        assertThat(counts.of("lookup")).isEqualTo(4 + 3);
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void createsOfAnEarlierProcessAreLookedUpForThirtySecondsFromTheFirstLookup() {
        for (int i = 0; i < 250; i++) {
            put("d" + i, i, "user" + i, "+" + i);
        }
        assertThat(target.resolveLostCreate(draft("new", "+999"), Target.CreateSender.EARLIER_PROCESS, pause))
                .isEqualTo(new LookupResult.NotFound());
        // One page after 0, 4 and 12 s, then the whole list.
        assertThat(counts.of("lookup")).isEqualTo(3 + 3);
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void contactThatAnotherJobHasCreatedIsNotLookedUpInAnEarlierListing() {
        put("d1", 1, "user1", "+1");
        assertThat(target.find(draft("new", "+2"), Set.of(), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        put("d2", 2, "user2", "+2");
        assertThat(target.find(draft("new", "+2"), Set.of(), Freshness.CACHED, pause))
                .isEqualTo(new LookupResult.NotFound());
        ticker.advance(1);
        assertThat(foundId(target.find(draft("new", "+2"), Set.of(), Freshness.CURRENT, pause)))
                .isEqualTo("d2");
    }

    @Test
    void contactInDoubtIsLookedUpByEveryFieldUntilItIsVisible() {
        put("d1", 1, "user1", "+1");
        Pause creating = time -> {
            pause.sleep(time);
            put("d2", 2, "user2", null);
        };
        assertThat(foundId(target.find(draft("user2", "+3"), Set.of(), Freshness.SETTLED, creating)))
                .isEqualTo("d2");
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(4).toNanos());
        assertThat(target.find(draft("new", "+4"), Set.of(), Freshness.SETTLED, pause))
                .isEqualTo(new LookupResult.NotFound());
        assertThat(ticker.nanoTime()).isEqualTo(Duration.ofSeconds(34).toNanos());
    }

    @Test
    void lostCreateWithoutAMatchValueIsInDoubt() {
        assertThat(target.resolveLostCreate(draft(null, null), Target.CreateSender.THIS_PROCESS, pause))
                .isInstanceOfSatisfying(
                        LookupResult.Unclear.class,
                        unclear -> assertThat(unclear.reason()).startsWith("in doubt"));
    }
}
