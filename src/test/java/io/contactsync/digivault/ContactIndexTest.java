package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.TargetContact;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CallCounts;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ContactIndexTest {

    private static final List<String> MATCH = List.of("username", "phone_number", "avatar_url", "display_name");

    private static Simulator holding(int contacts) {
        return Simulator.start(SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 3))
                .withLogEntries(10)
                .unlimited());
    }

    private static ContactIndex read(Simulator simulator, CallCounts counts) {
        try (ApiClient client = Digivault.client(simulator.digivaultUrl(), simulator.digivaultToken(), counts)) {
            return ContactIndex.of(DigivaultScan.fromStart(new DigivaultApi(client, 100, "lookup")), MATCH);
        }
    }

    private static void assertFound(DigivaultContact contact, ContactIndex index) {
        for (String field : MATCH) {
            Object value = contact.fields().get(field);
            if (value != null && !value.toString().isBlank()) {
                // A draft's values are composed, whatever the source has.
                String composed = Normalizer.normalize(value.toString(), Normalizer.Form.NFC);
                assertThat(index.contactsWith(field, composed, 1_000_000))
                        .extracting(TargetContact::targetId)
                        .contains(contact.id());
            }
        }
    }

    @Test
    void contactsAreFoundByEveryValueUntilRemoved() {
        try (Simulator simulator = holding(3_000)) {
            ContactIndex index = read(simulator, Digivault.counts());
            assertThat(index.size()).isEqualTo(3_000);
            simulator.digivault().contacts().limit(500).forEach(one -> assertFound(one, index));
            DigivaultContact last =
                    simulator.digivault().contacts().skip(2_999).findFirst().orElseThrow();
            assertThat(index.lastId()).isEqualTo(last.id());
            assertThat(index.contactsWith("username", "nobody at all", 5)).isEmpty();
            index.remove(last.id());
            index.remove("nobody");
            assertThat(index.contactsWith(
                            "username", String.valueOf(last.fields().get("username")), 5))
                    .extracting(TargetContact::targetId)
                    .doesNotContain(last.id());
        }
    }

    @Test
    @Tag("soak")
    void millionContactsUseLessThan300Megabytes() {
        try (Simulator simulator = holding(1_000_000)) {
            CallCounts counts = Digivault.counts();
            long before = usedBytes();
            ContactIndex index = read(simulator, counts);
            long taken = usedBytes() - before;
            assertThat(index.size()).isEqualTo(1_000_000);
            assertThat(counts.of("lookup")).isEqualTo(10_000);
            assertThat(taken).isLessThan(300L << 20);
            assertFound(
                    simulator.digivault().contacts().skip(999_999).findFirst().orElseThrow(), index);
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
