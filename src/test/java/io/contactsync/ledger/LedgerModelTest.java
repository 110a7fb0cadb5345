package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the ledger with a model in memory: after random steps both have the same content, whether records are
 * deferred or on disk, and after the ledger was closed or its process killed.
 */
class LedgerModelTest {

    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> HASHES = List.of("h1", "h2", "h3", "h4");
    private static final List<String> TARGETS = List.of("t1", "t2", "t3");

    @TempDir
    private Path folder;

    /** What is known of one contact. */
    private static final class Contact {
        private @Nullable Link link;
        private Set<String> matches = Set.of();
        private @Nullable String reject;
        private List<String> past = new ArrayList<>();

        private Contact copy() {
            Contact copy = new Contact();
            copy.link = link;
            copy.matches = matches;
            copy.reject = reject;
            copy.past = new ArrayList<>(past);
            return copy;
        }
    }

    private final Map<String, Contact> model = new TreeMap<>();
    private Random random = new Random();
    private int steps;

    @Test
    void ledgerEqualsTheModelAfterRandomSteps() throws IOException {
        compare(random.nextLong(), 5, 200);
    }

    @Test
    @Tag("soak")
    void ledgerEqualsTheModelAfterManySteps() throws IOException {
        for (int round = 0; round < 40; round++) {
            model.clear();
            compare(random.nextLong(), 20, 300);
        }
    }

    private void compare(long seed, int openings, int stepsEach) throws IOException {
        random = new Random(seed);
        IDS.forEach(id -> model.put(id, new Contact()));
        Path state = Files.createTempDirectory(folder, "state");
        for (int opening = 1; opening <= openings; opening++) {
            Path copy = Files.createTempDirectory(folder, "killed");
            String where = "seed " + seed + ", opening " + opening;
            // The clock stands still: deferred records reach the disk only with other records, reads and the close.
            try (JobLedger job =
                    JobLedger.open(StateDirectory.open(state), "job", LedgerDatabase.MAX_BYTES, () -> 0L)) {
                ChannelLedger ledger = job.channel("support", opening);
                for (int step = 0; step < stepsEach; step++) {
                    step(ledger);
                    assertSame(ledger, where + ", step " + step);
                }
                if (random.nextBoolean()) {
                    deferSteps(ledger);
                    // What a process that is killed here leaves behind.
                    copyFiles(state, copy);
                    state = copy;
                }
            }
            assertPast(StateDirectory.open(state), where);
        }
    }

    /** Defers records that are lost with the process; the model does not change. */
    private void deferSteps(ChannelLedger ledger) {
        Map<String, Contact> before = new TreeMap<>();
        model.forEach((id, contact) -> before.put(id, contact.copy()));
        for (int step = random.nextInt(4); step > 0; step--) {
            String id = any(IDS);
            put(ledger, id, of(id), "step " + ++steps, true);
        }
        model.putAll(before);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        for (String name : List.of("key", "job.mv.db", "job.size")) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private Contact of(String id) {
        return Objects.requireNonNull(model.get(id));
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void step(ChannelLedger ledger) {
        String id = any(IDS);
        Contact contact = of(id);
        String what = "step " + ++steps;
        switch (random.nextInt(8)) {
            case 0 -> {
                ledger.drop(id, what);
                contact.link = null;
                contact.matches = Set.of();
                contact.past.add(what);
            }
            case 1 -> {
                ledger.rejects().put(id, what, 2);
                contact.reject = what;
                contact.past.add("rejected: " + what);
            }
            case 2 -> {
                String other = any(IDS);
                ledger.rejects().delete(List.of(id, other));
                contact.reject = null;
                of(other).reject = null;
            }
            case 3 -> assertThat(ledger.size()).isEqualTo(linked().size());
            default -> put(ledger, id, contact, what, random.nextBoolean());
        }
    }

    private void put(ChannelLedger ledger, String id, Contact contact, String what, boolean deferred) {
        Link.State phase = any(List.of(Link.State.values()));
        String target = phase == Link.State.INTENDED ? null : any(TARGETS);
        KnownState known = new KnownState(Map.of("phone", what), Set.of("tag"));
        Instant at = Instant.ofEpochMilli(1_700_000_000_000L + steps);
        Link link = new Link(id, target, phase, known, what, ledger.run(), Outcome.CREATED, at);
        List<String> matches = random.nextBoolean() ? null : List.copyOf(Set.of(any(HASHES), "own " + id));
        if (deferred) {
            ledger.defer(link, matches, what);
        } else {
            ledger.put(link, matches, what);
        }
        contact.link = link;
        contact.matches = matches == null ? contact.matches : Set.copyOf(matches);
        contact.reject = phase == Link.State.SETTLED ? null : contact.reject;
        contact.past.add(what);
    }

    private Map<String, Link> linked() {
        Map<String, Link> links = new TreeMap<>();
        model.forEach((id, contact) -> {
            if (contact.link != null && contact.link.targetId() != null) {
                links.put(id, contact.link);
            }
        });
        return links;
    }

    private void assertSame(ChannelLedger ledger, String where) {
        Map<String, Link> links = new HashMap<>();
        Map<String, String> rejects = new HashMap<>();
        model.forEach((id, contact) -> {
            if (contact.link != null) {
                links.put(id, contact.link);
            }
            if (contact.reject != null) {
                rejects.put(id, contact.reject);
            }
        });
        assertThat(ledger.links(IDS)).as(where).isEqualTo(links);
        Map<String, String> said = new HashMap<>();
        ledger.rejects().get(IDS).forEach((id, reject) -> said.put(id, reject.reason()));
        assertThat(said).as(where).isEqualTo(rejects);
        for (String hash : HASHES) {
            for (String but : List.of("a", "b")) {
                Set<String> owners = new HashSet<>();
                model.forEach((id, contact) -> {
                    if (contact.matches.contains(hash) && !id.equals(but)) {
                        owners.add(id);
                    }
                });
                assertOneOf(ledger.sourceIdOfMatch(hash, but).orElse(null), owners, where + ", " + hash);
            }
        }
        for (String target : TARGETS) {
            Set<String> owners = new HashSet<>();
            linked().forEach((id, link) -> {
                if (target.equals(link.targetId())) {
                    owners.add(id);
                }
            });
            assertOneOf(ledger.sourceIdOfTarget(target).orElse(null), owners, where + ", " + target);
        }
        if (random.nextInt(10) == 0) {
            assertThat(ledger.linksPage("", 100)).as(where).containsExactlyElementsOf(linked().values());
        }
    }

    private static void assertOneOf(@Nullable String owner, Set<String> owners, String where) {
        if (owners.isEmpty()) {
            assertThat(owner).as(where).isNull();
        } else {
            assertThat(owner).as(where).isIn(owners);
        }
    }

    private void assertPast(StateDirectory state, String where) {
        try (ReadOnlyLedger history = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            model.forEach((id, contact) -> {
                assertThat(history.events(id))
                        .as(where)
                        .extracting(ReadOnlyLedger.ContactEvent::text)
                        .isEqualTo(contact.past);
                assertThat(history.links(id).get("support")).as(where).isEqualTo(contact.link);
            });
        }
    }
}
