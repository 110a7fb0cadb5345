package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.CallCounts;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactPreloadTest {

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().unlimited());
    private final ChannelContacts inbox = simulator.heyx("support");
    private final CallCounts counts = Heyx.counts();
    private final HeyxTarget target =
            Heyx.target(Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), counts), Heyx.preloading());

    @AfterEach
    void stop() {
        target.close();
        simulator.close();
    }

    private void fill(int contacts) {
        for (int i = 1; i <= contacts; i++) {
            inbox.put(new HeyxContact(
                    "h" + i,
                    Map.of("key", "k" + i, "phone", "+1" + i, "source", "job", "theirs", "x"),
                    List.of("Job", "Theirs"),
                    i));
        }
    }

    private LookupResult find(String key) {
        return target.find(Heyx.draft("key", key), Set.of(), Freshness.CACHED, Heyx.NO_PAUSE);
    }

    @Test
    void completeListingReplacesLookupsByTheFirstMatchField() {
        fill(25);
        assertThat(find("k25")).isInstanceOf(LookupResult.Found.class);
        assertThat(find("k26")).isEqualTo(new LookupResult.NotFound());
        assertThat(find("k1")).isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(3);
    }

    @Test
    void emptyListingIsComplete() {
        assertThat(find("k1")).isEqualTo(new LookupResult.NotFound());
        assertThat(find("k2")).isEqualTo(new LookupResult.NotFound());
        assertThat(counts.of("lookup")).isEqualTo(1);
    }

    @Test
    void secondMatchFieldIsStillLookedUp() {
        inbox.put(new HeyxContact("h1", Map.of("phone", "+1"), List.of(), 1));
        assertThat(target.find(Heyx.draft("key", "k1", "phone", "+1"), Set.of(), Freshness.CACHED, Heyx.NO_PAUSE))
                .isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(2);
    }

    @Test
    void onlyTheJobsFieldsAndTagsAreKept() {
        fill(1);
        TargetContact present = ((LookupResult.Found) find("k1")).contact();
        assertThat(present.fields()).containsOnlyKeys("key", "phone");
        assertThat(present.tags()).containsExactly("Job");
    }

    @Test
    void listingWithMissingRowsIsIncomplete() {
        fill(25);
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, page(2, "h1", 25), Map.of()))
                        .at(2));
        assertThat(find("k12")).isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(4);
        assertThat(find("k1")).isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(4);
        assertThat(find("k26")).isEqualTo(new LookupResult.NotFound());
        assertThat(counts.of("lookup")).isEqualTo(5);
    }

    @Test
    void listingWithChangingTotalIsIncomplete() {
        fill(20);
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(200, page(1, "h1", 21), Map.of()))
                        .at(1));
        find("nobody");
        assertThat(counts.of("lookup")).isEqualTo(3);
    }

    private static String page(int page, String id, int total) {
        return """
                {"data":[{"id":"%s","custom_fields":{"key":"k1","source":"job"},"tags":[],"created_at":1}],
                 "meta":{"current_page":%d,"last_page":3,"total":%d}}""".formatted(id, page, total);
    }

    @Test
    void errorKeepsTheContactsReadAndLooksUpTheOthers() {
        fill(25);
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.ErrorIn200("too much")).at(2));
        assertThat(find("k1")).isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(2);
        assertThat(find("k11")).isInstanceOf(LookupResult.Found.class);
        assertThat(counts.of("lookup")).isEqualTo(3);
    }

    @Test
    void endlessListingIsStopped() {
        simulator.faults().set(Fault.heyx(new Fault.Effect.Status(200, page(1, "h1", 30), Map.of())));
        find("k1");
        assertThat(counts.of("lookup")).isEqualTo(3);
        simulator.faults().clear();
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(
                        200, "{\"data\":[],\"meta\":{\"last_page\":1000000,\"total\":0}}", Map.of())));
        try (HeyxTarget other = Heyx.target(
                Heyx.client(simulator.heyxUrl(), simulator.heyxToken("support"), Heyx.counts()), Heyx.preloading())) {
            other.find(Heyx.draft("key", "k1"), Set.of(), Freshness.CACHED, Heyx.NO_PAUSE);
        }
        assertThat(simulator.heyxCalls().count(EndpointKind.LOOKUP)).isLessThan(10);
    }

    @Test
    void severalPreloadedMatchesAreUnclear() {
        fill(2);
        inbox.put(new HeyxContact("h3", Map.of("key", "k2", "source", "job"), List.of(), 3));
        assertThat(find("k2")).isInstanceOf(LookupResult.Unclear.class);
        assertThat(counts.of("lookup")).isEqualTo(1);
    }

    @Test
    void removedContactIsNotFoundAgain() {
        fill(3);
        find("k1");
        inbox.remove("h1");
        target.write(
                new io.contactsync.contact.Change(
                        "s1",
                        "h1",
                        List.of(new io.contactsync.contact.FieldValue("firstName", "A")),
                        List.of(),
                        List.of(),
                        List.of()),
                new Heyx.Steps());
        assertThat(find("k1")).isEqualTo(new LookupResult.NotFound());
    }
}
