package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.state.StateDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkRowMapperTest {

    @TempDir
    private Path folder;

    @Test
    void oddNamesComeBackAsTheyWere() {
        List<String> odd =
                List.of("a=b", "=", "two\nlines", "\\n", "back\\slash\\", "\r\n", "", " ", "ünï", "\u0000", "a\tb");
        for (String name : odd) {
            KnownState known =
                    new KnownState(Map.of(name, "h", name + "x", KnownState.BLANK), Set.of(name, name + "y"));
            assertSameAfterReading(link(name + "id", known));
        }
    }

    @Test
    void nothingKnownComesBackAsNothing() {
        assertSameAfterReading(link("id", KnownState.NOTHING));
        assertSameAfterReading(link("id", new KnownState(Map.of(), Set.of(""))));
    }

    private static Link link(String id, KnownState known) {
        return new Link(id, "t", Link.State.FOUND, known, "d", 3, Outcome.UPDATED, Instant.ofEpochMilli(5));
    }

    private void assertSameAfterReading(Link link) {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(link, null, "test");
            assertThat(ledger.links(List.of(link.sourceId()))).containsExactly(Map.entry(link.sourceId(), link));
        }
    }
}
