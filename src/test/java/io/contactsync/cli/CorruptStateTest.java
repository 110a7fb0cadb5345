package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.ledger.JobLedger;
import io.contactsync.simulator.Simulator;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Damages every file of a state directory: each command then works with all links or says what is damaged, with the
 * exit code that it promises, and other jobs are not affected.
 */
class CorruptStateTest {

    private static final int CONTACTS = 40;
    private static final String DONE_JOB = "workshop";
    private static final String STOPPED_JOB = "stopped";
    private static final List<String> READERS =
            List.of("plan", "rejects", "explain", "verify", "check", "retry", "status");

    @TempDir
    private static Path folder;

    private static CliFixture fixture;

    @TempDir
    private static Path killed;

    private static Path doneJob;
    private static Path stoppedJob;
    private static String contact;

    private final Random random = new Random(20_260_131);

    /** How a file is damaged at a place. */
    enum Damage {
        ZEROED {
            @Override
            byte[] apply(byte[] bytes, int place, byte[] other) {
                byte[] damaged = bytes.clone();
                Arrays.fill(damaged, place, Math.min(damaged.length, place + PAGE), (byte) 0);
                return damaged;
            }
        },
        CUT {
            @Override
            byte[] apply(byte[] bytes, int place, byte[] other) {
                return Arrays.copyOf(bytes, place);
            }
        },
        FLIPPED {
            @Override
            byte[] apply(byte[] bytes, int place, byte[] other) {
                byte[] damaged = bytes.clone();
                damaged[place] ^= (byte) (1 << place % 8);
                return damaged;
            }
        },
        SWAPPED {
            @Override
            byte[] apply(byte[] bytes, int place, byte[] other) {
                return other;
            }
        },
        PADDED {
            @Override
            byte[] apply(byte[] bytes, int place, byte[] other) {
                byte[] damaged = Arrays.copyOf(bytes, bytes.length + PAGE);
                Arrays.fill(damaged, bytes.length, damaged.length, (byte) place);
                return damaged;
            }
        };

        private static final int PAGE = 4_096;

        /**
         * Returns the damaged content of a file.
         *
         * @param place an offset in the file
         * @param other the content of another file
         */
        abstract byte[] apply(byte[] bytes, int place, byte[] other);
    }

    @BeforeAll
    static void fill() throws IOException {
        fixture = new CliFixture(folder, CONTACTS, 0);
        doneJob = fixture.job;
        stoppedJob = Files.writeString(
                folder.resolve("stopped.yaml"),
                Files.readString(doneJob).replace("name: " + DONE_JOB, "name: " + STOPPED_JOB));
        // Twice, so that there is a backup.
        assertThat(run(fixture.state(), "run", doneJob).code()).isZero();
        assertThat(run(fixture.state(), "run", doneJob).code()).isZero();
        assertThat(run(fixture.state(), "run", stoppedJob, "--max-calls", "1").code())
                .isEqualTo(ExitCode.STOPPED);
        copyAsKilled();
        contact = fixture.simulator.digivault().contacts().toList().get(0).id();
    }

    /** Copies the state directory as killed processes leave it. */
    private static void copyAsKilled() throws IOException {
        StateDirectory state = StateDirectory.open(fixture.state());
        try (JobLedger done = JobLedger.open(state, DONE_JOB);
                JobLedger stopped = JobLedger.open(state, STOPPED_JOB)) {
            for (JobLedger ledger : List.of(done, stopped)) {
                ledger.mappings().put(1, "{\"fields\": []}");
            }
            FileSystemUtils.copyRecursively(fixture.state(), killed);
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static CliFixture.Result run(Path state, String command, Path job, String... more) {
        return fixture.runIn(
                state,
                command,
                Stream.concat(Stream.of(job.toString()), Arrays.stream(more)).toArray(String[]::new));
    }

    private static List<Path> files(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.sorted().toList();
        }
    }

    /** Damages a file of a copy of the state directory, and lets a reading command and a run find it. */
    private void check(Path original, Damage damage, int trial) throws IOException {
        Path state = Files.createTempDirectory(folder, "state-");
        FileSystemUtils.copyRecursively(trial / 2 % 2 == 0 ? fixture.state() : killed, state);
        List<Path> files = files(state);
        Path file = state.resolve(original.getFileName());
        Path other = files.get((files.indexOf(file) + 1 + trial % (files.size() - 1)) % files.size());
        byte[] bytes = Files.readAllBytes(file);
        int place = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        if (bytes.length == 0 && (damage == Damage.FLIPPED || damage == Damage.ZEROED)) {
            return;
        }
        Files.write(file, damage.apply(bytes, place, Files.readAllBytes(other)));
        String where = "%s %s of %s at %d, other %s, trial %d"
                .formatted(
                        trial / 2 % 2 == 0 ? "closed" : "killed",
                        damage,
                        file.getFileName(),
                        place,
                        other.getFileName(),
                        trial);

        String name = file.getFileName().toString();
        Path job = name.startsWith(STOPPED_JOB) ? stoppedJob : doneJob;
        String reader = READERS.get(trial % READERS.size());
        if (!(reader.equals("status") && name.endsWith(".status"))) {
            // Another copy, because H2 can keep a damaged file locked in this process.
            Path copy = Files.createTempDirectory(folder, "state-");
            FileSystemUtils.copyRecursively(state, copy);
            assertPromised(read(copy, reader, job), where + ", " + reader);
            FileSystemUtils.deleteRecursively(copy);
        }
        assertRunIsRightOrRefused(state, job, where);
        if (!name.equals("key")) {
            Path unaffected = job.equals(doneJob) ? stoppedJob : doneJob;
            assertThat(run(state, "rejects", unaffected).code())
                    .as(where + ", another job")
                    .isZero();
        }
        FileSystemUtils.deleteRecursively(state);
    }

    private static CliFixture.Result read(Path state, String command, Path job) {
        return command.equals("explain") ? run(state, command, job, contact) : run(state, command, job);
    }

    private static void assertPromised(CliFixture.Result result, String where) {
        assertThat(result.code()).as("%s: %s", where, result).isIn(ExitCode.DONE, ExitCode.REFUSED, ExitCode.STOPPED);
        assertThat(result.err()).as(where).doesNotContain("\tat ");
        if (result.code() != ExitCode.DONE) {
            assertThat(result.err() + result.out())
                    .as(where)
                    .containsPattern("ledger|key|state|no run of job|never run");
        }
    }

    private static void assertRunIsRightOrRefused(Path state, Path job, String where) {
        Simulator simulator = fixture.simulator;
        simulator.heyxCalls().reset();
        CliFixture.Result result = run(state, "run", job, "--json", "--quiet");
        assertPromised(result, where + ", run");
        if (result.code() == ExitCode.DONE && job.equals(doneJob)) {
            JsonNode contacts = result.json().get("contacts");
            assertThat(contacts.get("unchanged").intValue())
                    .as("%s: links, %s", where, result)
                    .isEqualTo(CONTACTS);
            assertThat(simulator.heyxCalls().count()).as(where + ": calls").isZero();
        } else if (result.code() == ExitCode.REFUSED) {
            assertThat(simulator.heyxCalls().count()).as(where + ": calls").isZero();
        }
        assertThat(simulator.heyx("support").size()).as(where + ": contacts").isEqualTo(CONTACTS);
    }

    @Test
    void damagedFilesLoseNoLinks() throws IOException {
        int trial = 0;
        for (Path file : files(fixture.state())) {
            // The soak test has all kinds of damage of all files.
            check(file, Damage.values()[trial % Damage.values().length], trial);
            trial++;
        }
        assertThat(trial).isGreaterThan(10);
    }

    @Test
    @Tag("soak")
    void damageAtManyPlacesLosesNoLinks() throws IOException {
        int places = Integer.getInteger("places", 200);
        for (Path file : files(fixture.state())) {
            for (int trial = 0; trial < places; trial++) {
                check(file, Damage.values()[trial % Damage.values().length], trial);
            }
        }
    }
}
