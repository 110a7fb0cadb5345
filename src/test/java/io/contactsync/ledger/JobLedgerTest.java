package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.db.Endpoint;
import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLedgerTest {

    private static final Endpoint HEYX = new Endpoint("heyx", "https://app.heyx.example/api/v1", "app.heyx.example");
    private static final Endpoint OTHER_HEYX = new Endpoint("heyx", "https://eu.heyx.example/v1", "eu.heyx.example");
    private static final Endpoint VAULT = new Endpoint("digivault", "https://a.example/v1", "a.example");
    private static final Endpoint MOVED_VAULT = new Endpoint("digivault", "https://a.example/v2", "a.example");
    private static final Endpoint CSV = new Endpoint("csv by customer_id", "", "");

    @TempDir
    private Path folder;

    private JobLedger open() {
        return JobLedger.open(StateDirectory.open(folder.resolve("state")), "job");
    }

    @Test
    void linksAndRejectsRemainAfterReopening() {
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(Links.settled("a"), List.of("m"), "created");
            ledger.put(Links.intended("b"), List.of("n"), "create begun");
            ledger.rejects().put("c", "no phone", 1);
        }
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 2);
            assertThat(ledger.links(List.of("a", "b", "c")))
                    .isEqualTo(Map.of("a", Links.settled("a"), "b", Links.intended("b")));
            assertThat(ledger.linksPage("", 10)).containsExactly(Links.settled("a"));
            assertThat(ledger.size()).isEqualTo(1);
            assertThat(ledger.sourceIdOfTarget("target of a")).contains("a");
            assertThat(ledger.sourceIdOfMatch("m", "z")).contains("a");
            assertThat(ledger.sourceIdOfMatch("m", "a")).isEmpty();
            assertThat(ledger.sourceIdOfMatch("n", "z"))
                    .as("an intent has its values")
                    .contains("b");
            assertThat(ledger.rejects().get(List.of("c")).values())
                    .extracting(Reject::reason)
                    .containsExactly("no phone");
            assertThat(ledger.rejects().page("", 10)).hasSize(1);
            assertThat(ledger.rejects().ofRun(10)).as("of run 2").isEmpty();
        }
        assertThat(past("c")).containsExactly("rejected: no phone");
    }

    /** Reads the file as another process would find it after a kill; the clock of the deferred records stands still. */
    @Test
    void onlyDeferredRecordsAreMissingOnDiskBeforeTheyAreFlushed() throws IOException {
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        try (JobLedger job = JobLedger.open(state, "job", LedgerDatabase.MAX_BYTES, () -> 0L)) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(Links.intended("a"), List.of("m"), "create begun");
            ledger.put(Links.settled("b"), List.of("n"), "created");
            ledger.rejects().put("c", "no phone", 1);
            ledger.defer(Links.settled("a"), null, "tagged");
            try (JobLedger killed = JobLedger.open(copyOf(state), "job")) {
                ChannelLedger copy = killed.channel("support", 1);
                assertThat(copy.links(List.of("a", "b")))
                        .isEqualTo(Map.of("a", Links.intended("a"), "b", Links.settled("b")));
                assertThat(copy.rejects().get(List.of("c"))).hasSize(1);
            }
            ledger.flush();
            try (JobLedger killed = JobLedger.open(copyOf(state), "job")) {
                assertThat(killed.channel("support", 1).links(List.of("a"))).containsValue(Links.settled("a"));
            }
        }
    }

    private StateDirectory copyOf(StateDirectory state) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        for (String name : List.of("key", "job.mv.db", "job.size")) {
            Files.copy(state.file(name), copy.resolve(name));
        }
        return StateDirectory.open(copy);
    }

    @Test
    void readsSeeDeferredRecords() {
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        try (JobLedger job = JobLedger.open(state, "job", LedgerDatabase.MAX_BYTES, () -> 0L)) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(Links.intended("a"), List.of("m"), "create begun");
            ledger.defer(Links.settled("a"), List.of("n"), "updated");
            assertThat(ledger.sourceIdOfMatch("n", "z")).contains("a");
            ledger.defer(Links.settled("a"), List.of("o"), "updated");
            assertThat(ledger.sourceIdOfMatch("n", "z")).isEmpty();
            ledger.defer(Links.intended("a"), null, "updated");
            assertThat(ledger.links(List.of("a"))).containsValue(Links.intended("a"));
            ledger.defer(Links.settled("a"), null, "updated");
            assertThat(ledger.sourceIdOfTarget("target of a")).contains("a");
            ledger.defer(Links.settled("a"), null, "updated");
        }
        assertThat(past("a")).hasSize(6);
    }

    @Test
    void channelsKnowNothingOfEachOther() {
        try (JobLedger job = open()) {
            job.channel("support", 1).put(Links.settled("a"), List.of("m"), "created");
            ChannelLedger sales = job.channel("sales", 1);
            assertThat(sales.links(List.of("a"))).isEmpty();
            assertThat(sales.sourceIdOfMatch("m", "z")).isEmpty();
            assertThat(job.channels()).containsExactly("support", "sales");
        }
    }

    @Test
    void droppedLinkLeavesItsMatchValuesToOthers() {
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(Links.settled("a"), List.of("m"), "created");
            ledger.drop("a", "gone");
            assertThat(ledger.links(List.of("a"))).isEmpty();
            assertThat(ledger.sourceIdOfMatch("m", "z")).isEmpty();
        }
        assertThat(past("a")).containsExactly("created", "gone");
    }

    @Test
    void historyGoesOnOverLostLinksRejectsAndRuns() {
        try (JobLedger job = open()) {
            ChannelLedger support = job.channel("support", 1);
            support.rejects().put("a", "no phone", 0);
            support.put(Links.settled("a"), List.of("m"), "created");
            support.put(Links.settled("b"), List.of("m"), "another's");
            job.channel("sales", 1).put(Links.settled("a"), List.of("m"), "created there");
            support.drop("a", "gone");
        }
        try (JobLedger job = open()) {
            ChannelLedger support = job.channel("support", 2);
            support.put(Links.intended("a"), List.of("n"), "create begun");
            support.rejects().put("a", "in doubt", 5);
        }
        assertThat(past("a"))
                .containsExactly(
                        "rejected: no phone", "created", "created there", "gone", "create begun", "rejected: in doubt");
        assertThat(past("nobody")).isEmpty();
    }

    @Test
    void newMatchValuesTakeThePlaceOfOldOnes() {
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.put(Links.settled("a"), List.of("m", "n"), "created");
            ledger.put(Links.settled("a"), List.of("n", "o"), "updated");
            ledger.put(Links.settled("a"), null, "tagged");
            assertThat(ledger.sourceIdOfMatch("m", "z")).isEmpty();
            assertThat(ledger.sourceIdOfMatch("n", "z")).contains("a");
            assertThat(ledger.sourceIdOfMatch("o", "z")).contains("a");
            ledger.drop("a", "gone");
            assertThat(ledger.sourceIdOfMatch("n", "z")).isEmpty();
            assertThat(ledger.sourceIdOfMatch("o", "z")).isEmpty();
        }
    }

    private List<String> past(String sourceId) {
        try (ReadOnlyLedger history = ReadOnlyLedger.open(StateDirectory.open(folder.resolve("state")), "job")
                .orElseThrow()) {
            return history.events(sourceId).stream()
                    .map(ReadOnlyLedger.ContactEvent::text)
                    .toList();
        }
    }

    @Test
    void settledLinkEndsItsReject() {
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.rejects().put("a", "why", 1);
            ledger.put(Links.settled("a"), null, "created");
            assertThat(ledger.rejects().get(List.of("a"))).isEmpty();
        }
    }

    @Test
    void moreRejectsThanAnArrayTakesAreClearedTogether() {
        List<String> many =
                IntStream.range(0, 70_000).mapToObj(n -> "line " + n).toList();
        try (JobLedger job = open()) {
            ChannelLedger ledger = job.channel("support", 1);
            ledger.rejects().put("line 69999", "too short", 0);
            ledger.rejects().delete(many);
            assertThat(ledger.rejects().page("", 10)).isEmpty();
        }
    }

    @Test
    void jobIsInUseWhileThisProcessHasItToo() {
        try (JobLedger job = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerException.InUse.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(job.channels()).isEmpty();
        }
        assertThatCode(() -> open().close()).doesNotThrowAnyException();
    }

    @Test
    void ledgerOfAnotherTargetIsRefused() {
        try (JobLedger job = open()) {
            job.binding().bindTarget(HEYX);
            job.binding().bindTarget(HEYX);
        }
        try (JobLedger job = open()) {
            assertThatThrownBy(() -> job.binding().bindTarget(OTHER_HEYX))
                    .isInstanceOf(LedgerException.Unusable.class)
                    .hasMessageContainingAll(
                            "'job'", "heyx at app.heyx.example", "heyx at eu.heyx.example", "another name", "--state");
        }
    }

    @Test
    void sourceAtAnotherAddressIsTakenOnlyWhenTheOperatorSaysThatItHasMoved() {
        try (JobLedger job = open()) {
            job.binding().bindSource(VAULT);
            assertThatThrownBy(() -> job.binding().bindSource(MOVED_VAULT))
                    .isInstanceOf(LedgerException.Unusable.class)
                    .hasMessageContainingAll("digivault at a.example", "another address", "--fresh");
            job.binding().rebindSource(MOVED_VAULT);
            job.binding().bindSource(MOVED_VAULT);
            assertThatThrownBy(() -> job.binding().bindSource(VAULT)).isInstanceOf(LedgerException.Unusable.class);
        }
    }

    @Test
    void sourceOfAnotherKindIsRefusedEvenAsMoved() {
        try (JobLedger job = open()) {
            job.binding().bindSource(VAULT);
            assertThatThrownBy(() -> job.binding().rebindSource(CSV))
                    .isInstanceOf(LedgerException.Unusable.class)
                    .hasMessageContainingAll("digivault", "csv by customer_id", "whose ids are others");
        }
    }

    @Test
    void onlyTheOwnerCanReadAnyFile() throws IOException {
        for (int opening = 0; opening < 2; opening++) {
            try (JobLedger job = open()) {
                job.channel("support", 1).put(Links.settled("a"), List.of(), "created");
                assertOwnerOnly();
            }
        }
        assertOwnerOnly();
        assertThat(Files.getPosixFilePermissions(folder.resolve("state")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private void assertOwnerOnly() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .as("%s", file)
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void noFileContainsAContactValue() throws IOException {
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        List<Draft.Field> fields = Stream.of("phone", "firstName", "email")
                .map(name -> new Draft.Field(name, "MARKED-" + name, io.contactsync.contact.WriteMode.ALWAYS, true))
                .toList();
        Draft draft = new Draft("source-id", fields, Map.of("Active", true));
        ChangeDetector changes = new ChangeDetector(state.hash(), false);
        for (int opening = 0; opening < 2; opening++) {
            try (JobLedger job = open()) {
                Change change = changes.create(draft);
                List<String> names =
                        change.fields().stream().map(FieldValue::name).toList();
                Link link = new Link(
                        "source-id",
                        "target-id",
                        Link.State.CREATED,
                        changes.created(draft, names),
                        changes.draftHash(draft),
                        1,
                        Outcome.CREATED,
                        null);
                job.channel("support", 1)
                        .put(
                                link,
                                List.of(changes.matchHash("phone", "MARKED-phone")),
                                "created with phone, firstName");
                assertNowhere(state, "MARKED");
            }
        }
        assertNowhere(state, "MARKED");
        assertThat(Files.readString(state.file("job.mv.db"), StandardCharsets.ISO_8859_1))
                .as("what is looked for would be found")
                .contains("target-id");
    }

    private static void assertNowhere(StateDirectory state, String mark) throws IOException {
        try (Stream<Path> files = Files.list(state.file("."))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as("%s", file)
                            .doesNotContain(mark)
                            .doesNotContain(
                                    new String(mark.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1)));
        }
    }

    @Test
    void manyShortRunsDoNotGrowTheFile() throws IOException {
        for (int run = 1; run <= 60; run++) {
            try (JobLedger job = open()) {
                ChannelLedger ledger = job.channel("support", run);
                for (int call = 0; call < 3; call++) {
                    ledger.put(Links.settled("a"), List.of("m"), "updated");
                }
            }
        }

        assertThat(Files.size(folder.resolve("state/job.mv.db"))).isLessThan(2L << 20);
    }
}
