package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the rows lie, the links that are read are those that were written. */
class LinkReaderTest {

    private static final int CONTACTS = 3_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(4);
    private final Set<String> written = new HashSet<>();

    @Test
    void linksAreThoseThatWereWrittenInWhateverOrderTheyAreAskedFor() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            ids.add("id-" + i);
        }
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            ChannelLedger other = job.channel("sales", 1);
            write(ledger, other, ids);
            for (int from = 0; from < CONTACTS; from += 500) {
                assertRead(ledger, ids.subList(from, from + 500));
            }
            for (int i = 0; i < 60; i++) {
                int size = 1 + random.nextInt(1_000);
                int from = random.nextInt(CONTACTS - size);
                List<String> some = new ArrayList<>(ids.subList(from, from + size));
                if (i % 3 == 0) {
                    Collections.shuffle(some, random);
                }
                some.add("nobody");
                assertRead(ledger, some);
            }
            assertThat(other.links(ids).keySet()).doesNotContainAnyElementsOf(written);
        }
    }

    /** Most in about the source's order, a tenth for another channel, some dropped and written again at the end. */
    private void write(ChannelLedger ledger, ChannelLedger other, List<String> ids) {
        for (int from = 0; from < CONTACTS; from += 100) {
            List<String> order = new ArrayList<>(ids.subList(from, from + 100));
            Collections.shuffle(order, random);
            Map<Boolean, List<String>> parts =
                    order.stream().collect(Collectors.partitioningBy(id -> random.nextInt(10) > 0));
            put(ledger, parts.getOrDefault(true, List.of()));
            put(other, parts.getOrDefault(false, List.of()));
            written.addAll(parts.getOrDefault(true, List.of()));
        }
        for (int i = 0; i < 50; i++) {
            String id = ids.get(random.nextInt(CONTACTS));
            ledger.drop(id, "gone");
            written.remove(id);
            if (random.nextBoolean() && other.links(List.of(id)).isEmpty()) {
                put(ledger, List.of(id));
                written.add(id);
            }
        }
    }

    private static void put(ChannelLedger ledger, List<String> ids) {
        Map<Link, String> steps = new LinkedHashMap<>();
        ids.forEach(id -> steps.put(Links.settled(id), "created"));
        ledger.putAll(steps);
    }

    private void assertRead(ChannelLedger ledger, List<String> ids) {
        Map<String, Link> expected =
                ids.stream().filter(written::contains).collect(Collectors.toMap(id -> id, Links::settled));
        assertThat(ledger.links(ids)).isEqualTo(expected);
    }
}
