package io.contactsync.ledger.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.state.StateDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkRowTest {

    @TempDir
    private Path folder;

    @Test
    void oddNamesComeBackAsTheyWere() {
        List<String> odd =
                List.of("a=b", "=", "two\nlines", "\\n", "back\\slash\\", "\r\n", "", " ", "ünï", "\u0000", "a\tb");
        for (String name : odd) {
            Known known = new Known(Map.of(name, "h", name + "x", Known.BLANK), Set.of(name, name + "y"));
            assertSameAfterReading(link(name + "id", known));
        }
    }

    @Test
    void nothingKnownComesBackAsNothing() {
        assertSameAfterReading(link("id", Known.NOTHING));
        assertSameAfterReading(link("id", new Known(Map.of(), Set.of(""))));
    }

    private static Link link(String id, Known known) {
        return new Link(id, "t", Phase.FOUND, known, "d", 3, Outcome.UPDATED, Instant.ofEpochMilli(5));
    }

    private void assertSameAfterReading(Link link) {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            Ledger ledger = job.channel("support", 1);
            ledger.put(link, null, "test");
            assertThat(ledger.links(List.of(link.sourceId()))).containsExactly(Map.entry(link.sourceId(), link));
        }
    }
}
