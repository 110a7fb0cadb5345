package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A ledger that is older than it was left, by damage or by a copy, is refused like a broken one. */
class OlderLedgerTest {

    private static final int LINKS = 240;
    private static final int OLDER_LINKS = 150;
    private static final int PAGE = 4_096;
    private static final List<String> OWNED = List.of("key", "job.mv.db", "job.size", "job.serial", "job.backup.mv.db");

    /** A ledger after a run that was closed, with all its files. */
    @TempDir
    private static Path closed;

    /** The same as a killed process leaves it. */
    @TempDir
    private static Path killed;

    /** An earlier state of both. */
    @TempDir
    private static Path older;

    @TempDir
    private Path folder;

    private StateDirectory state;

    /** How the ledger was left. */
    enum Left {
        CLOSED,
        KILLED;

        Path folder() {
            return this == CLOSED ? closed : killed;
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        StateDirectory filling = StateDirectory.open(closed);
        JobLedger.open(filling, "job").close();
        put(filling, 0, OLDER_LINKS, older);
        Files.delete(older.resolve("job.serial"));
        Files.delete(older.resolve("job.size"));
        copyFiles(closed, older);
        put(filling, OLDER_LINKS, LINKS, killed);
    }

    /** Puts links with a commit each, and copies the files before they are closed. */
    private static void put(StateDirectory state, int from, int to, Path copy) throws IOException {
        try (JobLedger job = JobLedger.open(state, "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            for (int n = from; n < to; n++) {
                ledger.put(Links.settled("id-" + n), List.of("hash-" + n), "created");
            }
            copyFiles(state.file(""), copy);
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        for (String name : OWNED) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @BeforeEach
    void openState() throws IOException {
        Files.copy(closed.resolve("key"), folder.resolve("key"));
        state = StateDirectory.open(folder);
    }

    private int links() {
        try (JobLedger job = JobLedger.open(state, "job")) {
            return job.channel("support", 2).size();
        }
    }

    private void assertRefusedByAll() {
        assertRefused(() -> ReadOnlyLedger.open(state, "job"));
        assertRefused(() -> LedgerSnapshot.create(state, "job"));
        assertRefused(this::links);
        assertRefused(this::links);
    }

    private void assertRefused(Runnable opening) {
        assertThatThrownBy(opening::run)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(
                        state.file("job.mv.db") + " is broken",
                        "copy its backup",
                        state.file("job.backup.mv.db").toString(),
                        "match fields");
    }

    private void putInPlace(byte[] ledger) throws IOException {
        Files.write(state.file("job.mv.db"), ledger);
    }

    private byte[] olderBytes() throws IOException {
        return Files.readAllBytes(older.resolve("job.mv.db"));
    }

    @ParameterizedTest
    @EnumSource
    void copyOfTheLastStateIsTaken(Left left) throws IOException {
        copyFiles(left.folder(), folder);

        try (ReadOnlyLedger ledger = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            assertThat(ledger.links("id-" + (LINKS - 1))).hasSize(1);
        }
        assertThat(links()).isEqualTo(LINKS);
        assertThat(links()).isEqualTo(LINKS);
    }

    @ParameterizedTest
    @EnumSource
    void olderCopyIsRefused(Left left) throws IOException {
        copyFiles(left.folder(), folder);
        Files.delete(state.file("job.size"));
        putInPlace(olderBytes());

        assertRefusedByAll();
    }

    @ParameterizedTest
    @EnumSource
    void olderCopyThatIsPaddedToTheNewerLengthIsRefused(Left left) throws IOException {
        copyFiles(left.folder(), folder);
        int length = (int) Math.max(Files.size(state.file("job.mv.db")), olderBytes().length);
        for (byte padding : new byte[] {0, -1}) {
            byte[] padded = Arrays.copyOf(olderBytes(), length);
            Arrays.fill(padded, olderBytes().length, length, padding);
            putInPlace(padded);

            assertRefusedByAll();
        }
    }

    @Test
    void olderCopyWithTheNewerTailIsRefusedOrWhole() throws IOException {
        for (Left left : Left.values()) {
            copyFiles(left.folder(), folder);
            byte[] newer = Files.readAllBytes(state.file("job.mv.db"));
            for (int tail = PAGE; tail < newer.length; tail += newer.length / 3) {
                byte[] mixed = newer.clone();
                int prefix = Math.min(olderBytes().length, newer.length - tail);
                System.arraycopy(olderBytes(), 0, mixed, 0, prefix);
                copyFiles(left.folder(), folder);
                putInPlace(mixed);

                assertRefusedOrWhole();
            }
        }
    }

    @Test
    void olderCopyOfTheWholeDirectoryIsTaken() throws IOException {
        copyFiles(older, folder);

        assertThat(links()).isEqualTo(OLDER_LINKS);
    }

    @Test
    void ledgerOfAnEarlierVersionIsTaken() throws Exception {
        copyFiles(closed, folder);
        Files.delete(state.file("job.serial"));
        Files.delete(state.file("job.size"));
        execute("delete from meta where name in ('id', 'serial')");

        assertThat(links()).isEqualTo(LINKS);
        assertThat(state.file("job.serial")).exists();
        copyFiles(older, folder);
        Files.copy(closed.resolve("job.serial"), state.file("job.serial"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(state.file("job.size"));
        execute("delete from meta where name in ('id', 'serial')");
        assertRefused(this::links);
    }

    private void execute(String sql) throws Exception {
        String url = "jdbc:h2:file:" + state.file("job").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "empty", "zeros", "cut", "garbage", "of another job"})
    void ledgerWithALostSerialIsTaken(String damage) throws IOException {
        copyFiles(closed, folder);
        Path serial = state.file("job.serial");
        byte[] intact = Files.readAllBytes(serial);
        switch (damage) {
            case "deleted" -> Files.delete(serial);
            case "empty" -> Files.write(serial, new byte[0]);
            case "zeros" -> Files.write(serial, new byte[intact.length]);
            case "cut" -> Files.write(serial, Arrays.copyOf(intact, intact.length / 2));
            case "garbage" -> Files.writeString(serial, "1 job x y z\n");
            default -> {
                JobLedger.open(state, "other").close();
                Files.copy(state.file("other.serial"), serial, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        assertThat(links()).isEqualTo(LINKS);
        putInPlace(olderBytes());
        assertRefused(this::links);
    }

    @Test
    void ledgerOfAnotherJobIsRefused() throws IOException {
        copyFiles(closed, folder);
        JobLedger.open(state, "other").close();
        putInPlace(Files.readAllBytes(state.file("other.mv.db")));

        assertRefusedByAll();
    }

    @ParameterizedTest
    @EnumSource
    void backupInPlaceOfTheLedgerIsTakenAndThenItIsTheLedger(Left left) throws IOException {
        copyFiles(left.folder(), folder);
        byte[] lastLedger = Files.readAllBytes(state.file("job.mv.db"));
        byte[] lastBackup = Files.readAllBytes(state.file("job.backup.mv.db"));
        putInPlace(lastBackup);

        try (ReadOnlyLedger ledger = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            assertThat(ledger.links("id-0")).hasSize(1);
        }
        assertThat(links()).isEqualTo(OLDER_LINKS);
        try (JobLedger job = JobLedger.open(state, "job")) {
            assertThat(job.restored()).isPresent();
            job.channel("support", 2).put(Links.settled("new"), List.of(), "created");
            job.acceptRestored();
        }
        try (JobLedger job = JobLedger.open(state, "job")) {
            assertThat(job.restored()).isEmpty();
            assertThat(job.channel("support", 2).size()).isEqualTo(OLDER_LINKS + 1);
        }
        for (byte[] abandoned : List.of(lastLedger, olderBytes())) {
            putInPlace(abandoned);
            assertRefused(this::links);
        }
    }

    @Test
    void interruptedThreadClosesTheLedgerAsIntact() throws IOException {
        copyFiles(closed, folder);
        JobLedger job = JobLedger.open(state, "job");
        Thread.currentThread().interrupt();
        try {
            job.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }

        assertThat(links()).isEqualTo(LINKS);
        Files.write(state.file("job.mv.db"), new byte[1], StandardOpenOption.APPEND);
        assertRefusedByAll();
    }

    @Test
    void ledgerThatWasMovedAwayStartsAgain() throws IOException {
        copyFiles(closed, folder);
        Files.delete(state.file("job.mv.db"));
        Files.delete(state.file("job.backup.mv.db"));

        assertThat(links()).isZero();
        putInPlace(olderBytes());
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("is another ledger", "it has no backup");
    }

    private void assertRefusedOrWhole() throws IOException {
        assertRefusedOrWhole(OlderLedgerTest::assertHistoryIsWhole);
        assertRefusedOrWhole(opened -> {
            // The second opening finds what the first has left.
            assertLedgerIsWhole(opened);
            assertLedgerIsWhole(opened);
        });
    }

    /** Opens a copy, because H2 can keep a damaged file locked in this process. */
    private void assertRefusedOrWhole(Consumer<StateDirectory> opening) throws IOException {
        Path copied = Files.createTempDirectory(folder, "opened");
        copyFiles(folder, copied);
        StateDirectory copy = StateDirectory.open(copied);
        try {
            opening.accept(copy);
        } catch (LedgerException.Unusable e) {
            assertThat(e).hasMessageContainingAll(copy.file("job.mv.db") + " is broken", "copy its backup");
            assertBackupIsGood(copy);
        }
        FileSystemUtils.deleteRecursively(copied);
    }

    /** A damaged ledger never replaces it. */
    private static void assertBackupIsGood(StateDirectory state) throws IOException {
        Files.copy(state.file("job.backup.mv.db"), state.file("job.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (JobLedger job = JobLedger.open(state, "job")) {
            assertThat(job.channel("support", 2).size()).isIn(OLDER_LINKS, LINKS);
        }
    }

    private static void assertHistoryIsWhole(StateDirectory state) {
        try (ReadOnlyLedger ledger = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            for (int n = 0; n < LINKS; n += 40) {
                assertThat(ledger.links("id-" + n)).hasSize(1);
            }
        }
    }

    private static void assertLedgerIsWhole(StateDirectory state) {
        List<String> ids = IntStream.range(0, LINKS).mapToObj(n -> "id-" + n).toList();
        try (JobLedger job = JobLedger.open(state, "job")) {
            ChannelLedger ledger = job.channel("support", 2);
            assertThat(ledger.size()).isEqualTo(LINKS);
            assertThat(ledger.links(ids)).hasSize(LINKS);
            for (String id : ids) {
                assertThat(ledger.sourceIdOfTarget("target of " + id)).contains(id);
                assertThat(ledger.sourceIdOfMatch(id.replace("id", "hash"), "none"))
                        .contains(id);
            }
        }
    }

    private void assertDamageIsNoticed(int trials) throws IOException {
        Random random = new Random(20_260_131);
        for (int trial = 0; trial < trials; trial++) {
            Left left = Left.values()[trial % 2];
            copyFiles(left.folder(), folder);
            String damage = damage(random);
            try {
                assertRefusedOrWhole();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("trial %d, %s: %s".formatted(trial, left, damage), e);
            }
        }
    }

    private String damage(Random random) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(state.file("job.mv.db").toFile(), "rw")) {
            int pages = (int) (file.length() / PAGE);
            int page = random.nextInt(8) == 0 ? pages - 1 - random.nextInt(4) : random.nextInt(pages);
            int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 1);
            int kind = random.nextInt(4);
            byte[] bytes = new byte[Math.min(count, pages - page) * PAGE];
            file.seek((long) page * PAGE);
            file.readFully(bytes);
            switch (kind) {
                case 0 -> Arrays.fill(bytes, (byte) 0);
                case 1 -> random.nextBytes(bytes);
                case 2 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    file.seek((long) random.nextInt(pages) * PAGE);
                    file.readFully(bytes, 0, PAGE);
                }
            }
            file.seek((long) page * PAGE);
            file.write(bytes);
            return "kind %d at page %d of %d, %d bytes".formatted(kind, page, pages, bytes.length);
        }
    }

    @Test
    void damagedPagesAreRefusedOrHarmless() throws IOException {
        assertDamageIsNoticed(10);
    }

    @Test
    @Tag("soak")
    void thousandsOfDamagedPagesAreRefusedOrHarmless() throws IOException {
        assertDamageIsNoticed(Integer.getInteger("damages", 2_000));
    }
}
