package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After {@code kill -9} every acknowledged record is in the ledger, and the lock of the job is free. */
class KilledTest {

    private final Random random = new Random();

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedLinkRemainsAfterKills() throws IOException {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 1; kill <= 3; kill++) {
            acknowledged.addAll(killedAfter(100 + random.nextInt(400), "k" + kill, 1 + kill * 4, 0));
            assertNoneLost(acknowledged, kill);
        }
    }

    @Test
    @Tag("soak")
    void everyAcknowledgedLinkRemainsAfterManyKills() throws IOException {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 1; kill <= Integer.getInteger("kills", 40); kill++) {
            acknowledged.addAll(killedAfter(random.nextInt(8_000), "k" + kill, 1 + random.nextInt(64), 0));
            assertNoneLost(acknowledged, kill);
        }
        System.out.println(acknowledged.size() + " acknowledged links, none lost");
    }

    /** The rate of a real run: a few commits a second, on a file that is old enough for its space to be reused. */
    @Test
    @Tag("soak")
    void everyAcknowledgedLinkRemainsWithSlowCommitsOnAnOldFile() throws IOException {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 1; kill <= Integer.getInteger("slow-kills", 6); kill++) {
            acknowledged.addAll(killedAfter(430 + random.nextInt(200), "slow" + kill, 1, 140));
            assertNoneLost(acknowledged, kill);
        }
        System.out.println(acknowledged.size() + " acknowledged links, none lost");
    }

    private void assertNoneLost(Set<String> acknowledged, int kill) {
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(linked());
        assertThat(lost).as("lost after kill %d", kill).isEmpty();
    }

    private List<String> killedAfter(int links, String prefix, int writers, long pauseMillis) throws IOException {
        List<String> said = new ArrayList<>();
        try (Child child = Child.start(folder, prefix, writers, pauseMillis)) {
            while (said.size() < links) {
                said.add(child.nextOnDisk());
            }
            said.addAll(child.kill());
        }
        return said;
    }

    @Test
    void readOnlyLedgerShowsEverythingAcknowledgedAfterAKill() throws IOException {
        List<String> acknowledged = killedAfter(200, "look", 4, 0);
        StateDirectory state = StateDirectory.open(folder);
        try (ReadOnlyLedger history = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            for (String id : acknowledged) {
                assertThat(history.links(id)).containsKey("support");
                assertThat(history.events(id))
                        .extracting(ReadOnlyLedger.ContactEvent::text)
                        .startsWith("create begun", "created")
                        .isSubsetOf("create begun", "created", "tagged");
            }
        }
    }

    /** The database holds a prefix of what was written: of the deferred records only the last can be missing. */
    @Test
    void killLosesDeferredRecordsOnlyFromTheEnd() throws IOException {
        List<String> acknowledged = killedAfter(300, "tail", 1, 0);
        StateDirectory state = StateDirectory.open(folder);
        try (ReadOnlyLedger history = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            List<String> all = acknowledged.subList(0, acknowledged.size() - 1);
            assertThat(all)
                    .allSatisfy(id -> assertThat(history.events(id))
                            .extracting(ReadOnlyLedger.ContactEvent::text)
                            .containsExactly("create begun", "created", "tagged"));
        }
    }

    private Set<String> linked() {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            Set<String> ids = new HashSet<>();
            String after = "";
            for (List<Link> page = ledger.linksPage(after, 5_000);
                    !page.isEmpty();
                    page = ledger.linksPage(after, 5_000)) {
                page.forEach(link -> ids.add(link.sourceId()));
                after = page.get(page.size() - 1).sourceId();
            }
            return ids;
        }
    }

    @Test
    void jobBelongsToOneProcessUntilItIsKilled() throws IOException {
        StateDirectory state = StateDirectory.open(folder);
        try (Child child = Child.start(folder, "one", 1, 50)) {
            String process = "process " + child.pid() + " since";
            assertThatThrownBy(() -> JobLedger.open(state, "job"))
                    .isInstanceOf(LedgerException.InUse.class)
                    .hasMessageContainingAll("job 'job' is already running", process);
            assertThat(JobLock.holder(state, "job")).get().asString().startsWith(process);
            child.kill();
            assertThat(JobLock.holder(state, "job")).isEmpty();
            try (JobLedger job = JobLedger.open(state, "job")) {
                assertThat(job.channels()).containsExactly("support");
            }
        }
    }
}
