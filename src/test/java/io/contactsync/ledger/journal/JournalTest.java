package io.contactsync.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.ledger.step.Step;
import io.contactsync.ledger.step.StepForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final String[] TEXTS = {"", "a", "line\nbreak", "ünïcödé ☃ 𝄞", "x".repeat(5_000), "\\", "=", "-1"};

    private final Random random = new Random();
    private final List<Long> ends = new ArrayList<>();
    private List<Path> paths = List.of();

    @TempDir
    private Path folder;

    @BeforeEach
    void name() {
        paths = List.of(folder.resolve("job.journal-1"), folder.resolve("job.journal-2"));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return any(TEXTS);
    }

    private Step step() {
        return switch (random.nextInt(4)) {
            case 0 -> new Step.Drop(random.nextInt(), text(), random.nextInt(), random.nextLong(), text());
            case 1 ->
                new Step.Refuse(
                        random.nextInt(), text(), random.nextInt(), random.nextLong(), text(), random.nextInt());
            case 2 -> new Step.Forgive(random.nextInt(), text());
            default -> put();
        };
    }

    private Step put() {
        Link link = new Link(
                text(),
                random.nextBoolean() ? null : text(),
                any(Phase.values()),
                new Known(Map.of("f" + text(), text(), "g" + text(), text()), Set.of("t" + text(), "u" + text())),
                text(),
                random.nextInt(),
                any(Outcome.values()),
                random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt(1, 1_000_000)));
        List<String> matches = random.nextBoolean() ? null : List.of(text(), text());
        return new Step.Put(random.nextInt(), link, matches, random.nextInt(), random.nextLong(), text());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            steps.add(step());
        }
        return steps;
    }

    /** Writes entries 1 to n, synced where {@code syncEvery} divides their number. */
    private List<List<Step>> written(int n, int syncEvery) throws IOException {
        List<List<Step>> all = new ArrayList<>();
        try (Journal journal = Journal.open(paths, 0)) {
            for (int i = 1; i <= n; i++) {
                List<Step> steps = steps();
                all.add(steps);
                assertThat(journal.add(StepForm.bytes(steps))).isEqualTo(i);
                ends.add(Files.size(paths.get(0)));
                if (i % syncEvery == 0) {
                    journal.sync(i);
                }
            }
        }
        return all;
    }

    private List<List<Step>> left() throws IOException {
        List<Entry> entries = Journal.left(paths);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).number()).isEqualTo(entries.get(0).number() + i);
        }
        return entries.stream().map(Entry::steps).toList();
    }

    @Test
    void whatWasWrittenIsReadBackStepByStep() throws IOException {
        List<List<Step>> all = written(300, 7);
        assertThat(left()).isEqualTo(all);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsLeftWhereThereIsNoFile() throws IOException {
        assertThat(left()).isEmpty();
    }

    @Test
    void entryThatWasCutOffInTheMiddleIsNotRead() throws IOException {
        List<List<Step>> all = written(20, 100);
        byte[] whole = Files.readAllBytes(paths.get(0));
        for (int turn = 0; turn < 50; turn++) {
            int cut = random.nextInt(whole.length);
            Files.write(paths.get(0), Arrays.copyOf(whole, cut));
            List<List<Step>> left = left();
            assertThat(left).hasSizeLessThan(20).isEqualTo(all.subList(0, left.size()));
        }
    }

    @Test
    void holeThatAPowerLossLeavesBehindTheLastSyncEndsTheJournal() throws IOException {
        List<List<Step>> all = written(20, 10);
        byte[] whole = Files.readAllBytes(paths.get(0));
        for (int turn = 0; turn < 50; turn++) {
            byte[] holed = whole.clone();
            int from = random.nextInt(whole.length - 8);
            Arrays.fill(holed, from, from + 8, (byte) (random.nextBoolean() ? 0 : 0xAA));
            Files.write(paths.get(0), holed);
            int changed = Arrays.mismatch(holed, whole);
            if (changed < 0) {
                continue;
            }
            int hit = entryAt(changed);
            if (hit <= 10) {
                // Entry 11 and all after it say that 10 are safe.
                assertThatThrownBy(this::left).isInstanceOf(IOException.class).hasMessageContaining("entry " + hit);
            } else {
                assertThat(left()).isEqualTo(all.subList(0, hit - 1));
            }
        }
    }

    /** Which entry of the file a byte belongs to, from 1. */
    private int entryAt(int position) {
        int entry = 1;
        while (position >= ends.get(entry - 1)) {
            entry++;
        }
        return entry;
    }

    @Test
    void filesTakeTurnsAndAreReadInTheOrderOfTheirEntries() throws IOException {
        byte[] large = StepForm.bytes(List.of(new Step.Forgive(1, "x".repeat(1 << 19))));
        try (Journal journal = Journal.open(paths, 41)) {
            for (int i = 0; i < 40; i++) {
                journal.add(large);
            }
            assertThat(Files.size(paths.get(0))).isBetween(8L << 20, 9L << 20);
            assertThat(Files.size(paths.get(1))).isBetween(8L << 20, 20L << 20);
            assertThat(Journal.left(paths))
                    .extracting(Entry::number)
                    .hasSize(40)
                    .startsWith(42L, 43L);
            assertThat(journal.canForget(50)).isFalse();
            assertThat(journal.canForget(81)).isTrue();
            journal.forget();
            assertThat(Files.size(paths.get(0))).isZero();
            journal.add(large);
            assertThat(Files.size(paths.get(0))).isPositive();
            assertThat(Journal.left(paths)).extracting(Entry::number).endsWith(81L, 82L);
        }
    }

    @Test
    void fileThatIsMissingBetweenEntriesIsDamage() throws IOException {
        byte[] large = StepForm.bytes(List.of(new Step.Forgive(1, "x".repeat(1 << 19))));
        try (Journal journal = Journal.open(paths, 0)) {
            for (int i = 0; i < 20; i++) {
                journal.add(large);
            }
        }
        byte[] first = Files.readAllBytes(paths.get(0));
        Files.write(paths.get(0), Arrays.copyOf(first, first.length / 2));
        // The other file was not begun before this one was synced.
        assertThatThrownBy(this::left).isInstanceOf(IOException.class).hasMessageContaining("fails its checksum");
    }

    @Test
    void textThatTheDatabaseWouldRefuseIsRefusedAtOnce() {
        Step.Forgive tooLong = new Step.Forgive(1, "x".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> StepForm.bytes(List.of(tooLong)))
                .isInstanceOf(LedgerFailed.class)
                .hasMessageContaining("1048577 characters");
    }
}
