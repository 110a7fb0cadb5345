package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.contactsync.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A directory, a named pipe, a device or garbage in the place of a file: a plain message, never a wait. */
class OddFilesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path shared;

    private static CliFixture fixture;
    private static Path filled;

    @TempDir
    private Path folder;

    private Path state;

    /** What is in the place of a file. */
    enum Kind {
        DIRECTORY("is a directory") {
            @Override
            void put(Path file) throws IOException {
                Files.createDirectory(file);
            }
        },
        PIPE("is a named pipe") {
            @Override
            void put(Path file) throws IOException {
                try {
                    assertThat(new ProcessBuilder("mkfifo", file.toString())
                                    .start()
                                    .waitFor())
                            .isZero();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        },
        DEVICE("is a device") {
            @Override
            void put(Path file) throws IOException {
                Files.createSymbolicLink(file, Path.of("/dev/zero"));
            }
        },
        LINK_LOOP("is a symbolic link that cannot be followed") {
            @Override
            void put(Path file) throws IOException {
                Files.createSymbolicLink(file, file.getFileName());
            }
        },
        DEAD_LINK("is a symbolic link to a file that does not exist") {
            @Override
            void put(Path file) throws IOException {
                Files.createSymbolicLink(file, Path.of("nothing-here"));
            }
        };

        final String text;

        Kind(String text) {
            this.text = text;
        }

        abstract void put(Path file) throws IOException;

        void replace(Path file) throws IOException {
            Files.deleteIfExists(file);
            put(file);
        }
    }

    @BeforeAll
    static void runOnce() throws IOException {
        fixture = new CliFixture(shared, 3, 0);
        // Only a job with a limit has a rate limiter file.
        Files.writeString(
                fixture.job,
                Files.readString(fixture.job).replace("calls-per-minute: unlimited", "calls-per-minute: 9000"));
        filled = Files.createDirectory(shared.resolve("filled"));
        assertThat(fixture.runIn(filled, "run", fixture.job.toString(), "--quiet")
                        .code())
                .isZero();
        assertThat(fixture.runIn(filled, "run", fixture.job.toString(), "--quiet")
                        .code())
                .isZero();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void copyState() throws IOException {
        state = Files.createDirectory(folder.resolve("state"));
        try (Stream<Path> files = Files.list(filled)) {
            for (Path file : files.toList()) {
                Files.copy(file, state.resolve(file.getFileName()));
            }
        }
    }

    private static CliFixture.Result run(Path state, String... arguments) {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        CliFixture.Result result = assertTimeoutPreemptively(PATIENCE, () -> fixture.runIn(state, arguments[0], rest));
        assertThat(result.err()).doesNotContain("\tat ", "Exception");
        return result;
    }

    private CliFixture.Result run(String... arguments) {
        return run(state, arguments);
    }

    private static Path job() {
        return fixture.job;
    }

    private List<Path> paceFiles() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pace-"))
                    .toList();
        }
    }

    static Stream<Arguments> stateFilesAndKinds() {
        return Stream.of(
                        "workshop.mv.db",
                        "workshop.backup.mv.db",
                        "workshop.size",
                        "workshop.owner",
                        "workshop.journal-1")
                .flatMap(file -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(file, kind)));
    }

    @ParameterizedTest
    @MethodSource("stateFilesAndKinds")
    void everyCommandRefusesAnOddFileOfTheJob(String name, Kind kind) throws IOException {
        Path odd = state.resolve(name);
        kind.replace(odd);

        // All kinds are recognized in the same place.
        List<String> commands = kind == Kind.DIRECTORY
                ? List.of("run", "plan", "check", "verify", "retry", "rejects", "status")
                : List.of("run", "plan", "status");
        for (String command : commands) {
            CliFixture.Result result = run(command, job().toString());
            assertThat(result.code()).as(command).isEqualTo(ExitCode.REFUSED);
            assertThat(result.out() + result.err())
                    .as(command)
                    .contains(odd + " of the state directory " + kind.text, "allowed: a regular file");
        }
        assertThat(run("explain", job().toString(), "c1").code()).isEqualTo(ExitCode.REFUSED);
        CliFixture.Result all = run("status");
        assertThat(all.code()).isEqualTo(ExitCode.DONE);
        assertThat(all.err()).contains(odd.toString());
        assertThat(all.out()).contains("COMPLETED");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oddKeyIsRefused(Kind kind) throws IOException {
        Path odd = state.resolve("key");
        kind.replace(odd);

        for (String command : List.of("run", "plan", "verify", "retry", "rejects", "status")) {
            CliFixture.Result result = run(command, job().toString());
            assertThat(result.code()).as(command).isEqualTo(ExitCode.REFUSED);
            assertThat(result.err()).as(command).contains(odd.toString(), kind.text);
        }
        CliFixture.Result check = run("check", job().toString());
        assertThat(check.code()).isEqualTo(ExitCode.STOPPED);
        assertThat(check.out()).contains(odd.toString(), kind.text);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oddRateLimiterFileIsRefusedByCommandsThatMakeCalls(Kind kind) throws IOException {
        assertThat(paceFiles()).hasSizeGreaterThan(1);
        for (Path odd : paceFiles()) {
            byte[] before = Files.readAllBytes(odd);
            kind.replace(odd);
            for (String command : List.of("run", "plan")) {
                CliFixture.Result result = run(command, job().toString());
                assertThat(result.code()).as(command).isEqualTo(ExitCode.REFUSED);
                assertThat(result.err()).as(command).contains(odd.toString(), kind.text);
            }
            CliFixture.Result check = run("check", job().toString());
            assertThat(check.code()).isEqualTo(ExitCode.STOPPED);
            assertThat(check.out()).contains(odd.toString(), kind.text);
            Files.delete(odd);
            Files.write(odd, before);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oddStatusFileIsReportedAndTheLedgerIsShown(Kind kind) throws IOException {
        kind.replace(state.resolve("workshop.status"));
        assertLedgerIsShown(kind.text.replaceFirst("is ", ""));
    }

    static Stream<Arguments> garbledStatusFiles() throws IOException {
        String good = Files.readString(filled.resolve("workshop.status"));
        byte[] noise = new byte[4_096];
        new Random(1).nextBytes(noise);
        return Stream.of(
                named("random bytes", noise),
                named("empty", ""),
                named("not UTF-8", good.replace("workshop", "w\u00f6rkshop"), StandardCharsets.ISO_8859_1),
                named("truncated", good.substring(0, good.length() / 2)),
                named("a list", "[]"),
                named("null", "null"),
                named("a text", "\"COMPLETED\""),
                named("status of another type", good.replace("\"COMPLETED\"", "7")),
                named("unknown status", good.replace("COMPLETED", "FINE")),
                named("run of another type", good.replace("\"run\":2", "\"run\":\"two\"")),
                named("huge run", good.replace("\"run\":2", "\"run\":1e999999999")),
                named("fractional run", good.replace("\"run\":2", "\"run\":2.5")),
                named("no time", good.replaceFirst("\"startedAt\":\"[^\"]*\"", "\"startedAt\":\"yesterday\"")),
                named("time of another type", good.replaceFirst("\"at\":\"[^\"]*\"", "\"at\":{}")),
                named("contacts of another type", good.replaceFirst("\"contacts\":\\{[^}]*}", "\"contacts\":[1]")),
                named("huge calls", good.replaceFirst("\"calls\":\\d+", "\"calls\":" + "9".repeat(2_000))),
                named("clients of another type", good.replaceFirst("\"pace\":\\[]", "\"pace\":[1]")),
                named(
                        "checkpoint of another type",
                        good.replaceFirst("\"checkpoint\":\\{", "\"checkpoint\":{\"a\":[],")),
                named("nested deeply", "[".repeat(100_000)),
                named("of another job", good.replace("workshop", "another")),
                named("padded with NUL", good + "\0".repeat(100)));
    }

    private static Arguments named(String name, String text) {
        return named(name, text, StandardCharsets.UTF_8);
    }

    private static Arguments named(String name, String text, Charset charset) {
        return named(name, text.getBytes(charset));
    }

    private static Arguments named(String name, byte[] bytes) {
        return Arguments.of(name, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbledStatusFiles")
    void garbledStatusFileIsReportedAndTheLedgerIsShown(String name, byte[] bytes) throws IOException {
        Files.write(state.resolve("workshop.status"), bytes);
        assertLedgerIsShown("damaged");
    }

    private void assertLedgerIsShown(String problem) throws IOException {
        Files.writeString(
                state.resolve("other.status"),
                Files.readString(filled.resolve("workshop.status")).replace("workshop", "other"));

        CliFixture.Result text = run("status", job().toString());
        assertThat(text.code()).isEqualTo(ExitCode.DONE);
        assertThat(text.err()).contains(state.resolve("workshop.status").toString(), problem, "ledger");
        assertThat(text.out()).contains("workshop run 2 is COMPLETED", "3 done: 3 unchanged");

        JsonNode json = run("status", job().toString(), "--json").json();
        assertThat(json.get("run").intValue()).isEqualTo(2);
        assertThat(json.get("contacts").get("unchanged").intValue()).isEqualTo(3);
        assertThat(json.get("problems").get(0).stringValue()).contains("workshop.status", problem);

        CliFixture.Result all = run("status");
        assertThat(all.code()).isEqualTo(ExitCode.DONE);
        assertThat(all.out()).containsPattern("other +2 +COMPLETED").containsPattern("workshop +2 +COMPLETED");
        assertThat(run("status", "--json").json().get("jobs")).hasSize(2);
    }

    @Test
    void statusWithoutAStatusFileIsReadFromTheLedger() throws IOException {
        Files.delete(state.resolve("workshop.status"));
        assertThat(run("status", job().toString()).out()).contains("workshop run 2 is COMPLETED");
        assertThat(run("status").out()).contains("workshop");
    }

    @Test
    void garbledStatusOfABrokenLedgerIsUnknown() throws IOException {
        Files.writeString(state.resolve("workshop.status"), "garbage");
        Files.writeString(state.resolve("workshop.mv.db"), "garbage ".repeat(100_000));
        CliFixture.Result all = run("status");
        assertThat(all.code()).isEqualTo(ExitCode.DONE);
        assertThat(all.out()).containsPattern("workshop +- +UNKNOWN");
        JsonNode json = run("status", job().toString(), "--json").json();
        assertThat(json.get("status").stringValue()).isEqualTo("UNKNOWN");
        assertThat(json.get("problems")).hasSize(2);
    }

    @Test
    void runWritesTheStatusAgainAndGoesOnIfItCannot() throws IOException {
        Path status = state.resolve("workshop.status");
        Files.writeString(status, "garbage");
        assertThat(run("run", job().toString(), "--quiet").code()).isZero();
        assertThat(run("status", job().toString()).out()).contains("workshop run 3 is COMPLETED");

        Kind.DIRECTORY.replace(status);
        assertThat(run("run", job().toString(), "--quiet").code()).isZero();
        assertThat(run("status", job().toString()).out()).contains("workshop run 4 is COMPLETED");
    }

    @Test
    void everyCommandSaysThatTheLedgerIsGoneWhileItsBackupIsThere() throws IOException {
        Files.delete(state.resolve("workshop.mv.db"));
        List<List<String>> commands = new ArrayList<>(List.of(List.of("explain", job().toString(), "c1")));
        for (String command : List.of("run", "plan", "check", "verify", "retry", "rejects", "status")) {
            commands.add(List.of(command, job().toString()));
        }
        for (List<String> command : commands) {
            CliFixture.Result result = run(command.toArray(String[]::new));
            assertThat(result.code()).as("%s", command).isEqualTo(ExitCode.REFUSED);
            assertThat(result.out() + result.err())
                    .as("%s", command)
                    .contains("the ledger " + state.resolve("workshop.mv.db") + " is gone", "workshop.backup.mv.db");
        }
        CliFixture.Result all = run("status");
        assertThat(all.code()).isEqualTo(ExitCode.DONE);
        assertThat(all.out()).contains("workshop");
        assertThat(all.err()).contains("is gone");
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                        Arguments.of("job file", List.of("run", "ODD")),
                        Arguments.of("job file", List.of("plan", "ODD")),
                        Arguments.of("job file", List.of("check", "ODD")),
                        Arguments.of("job file", List.of("verify", "ODD")),
                        Arguments.of("job file", List.of("retry", "ODD")),
                        Arguments.of("job file", List.of("rejects", "ODD")),
                        Arguments.of("job file", List.of("status", "ODD")),
                        Arguments.of("job file", List.of("explain", "ODD", "c1")),
                        Arguments.of("CSV source", List.of("run", "CSV_JOB")),
                        Arguments.of("CSV source", List.of("plan", "CSV_JOB")),
                        Arguments.of("CSV source", List.of("check", "CSV_JOB")),
                        Arguments.of("--file", List.of("run", "GOOD_CSV_JOB", "--file", "ODD")),
                        Arguments.of("--file", List.of("plan", "GOOD_CSV_JOB", "--file", "ODD")),
                        Arguments.of("CSV target", List.of("run", "CSV_TARGET_JOB")),
                        Arguments.of("CSV target", List.of("plan", "CSV_TARGET_JOB")),
                        Arguments.of("CSV target", List.of("check", "CSV_TARGET_JOB")),
                        Arguments.of("part of a CSV target", List.of("run", "CSV_PART_JOB")),
                        Arguments.of("init", List.of("init", "ODD", "--out", "OUT")),
                        Arguments.of("simulate", List.of("simulate", "--digivault", "ODD")),
                        Arguments.of("simulate", List.of("simulate", "--heyx", "ODD")))
                .flatMap(row ->
                        Arrays.stream(Kind.values()).map(kind -> Arguments.of(row.get()[0], row.get()[1], kind)));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("inputs")
    void oddInputIsRefused(String what, List<String> command, Kind kind) throws IOException {
        Path odd = folder.resolve("odd");
        kind.put(odd);
        Path good = Files.writeString(folder.resolve("good.csv"), "id,name\n1,Ann\n");
        List<String> arguments = new ArrayList<>();
        for (String argument : command) {
            arguments.add(
                    switch (argument) {
                        case "ODD" -> odd.toString();
                        case "OUT" -> folder.resolve("out.yaml").toString();
                        case "CSV_JOB" -> csvJob(odd).toString();
                        case "GOOD_CSV_JOB" -> csvJob(good).toString();
                        case "CSV_TARGET_JOB" -> csvTargetJob(odd).toString();
                        case "CSV_PART_JOB" -> {
                            kind.put(folder.resolve("out.csv.part"));
                            yield csvTargetJob(folder.resolve("out.csv")).toString();
                        }
                        default -> argument;
                    });
        }
        boolean hasState = !List.of("init", "simulate").contains(arguments.get(0));

        CliFixture.Result result = hasState ? run(arguments.toArray(String[]::new)) : runWithoutState(arguments);

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out() + result.err())
                .contains(
                        what.startsWith("part") ? "out.csv.part" : odd.toString(),
                        kind.text,
                        "allowed:",
                        "regular file");
    }

    private static CliFixture.Result runWithoutState(List<String> arguments) {
        CliFixture.Result result = assertTimeoutPreemptively(PATIENCE, () -> CliFixture.execute(arguments));
        assertThat(result.err()).doesNotContain("\tat ", "Exception");
        return result;
    }

    private Path csvJob(Path csv) throws IOException {
        Simulator simulator = fixture.simulator;
        return Files.writeString(
                folder.resolve("csv.yaml"), """
                name: from-csv
                source: {csv: {file: "%s", id: id}}
                target:
                  heyx:
                    url: "%s"
                    channels: [{name: support, token: "%s", calls-per-minute: unlimited}]
                match: [external_id]
                fields: {external_id: id, firstName: name}
                """.formatted(csv, simulator.heyxUrl(), simulator.heyxToken("support")));
    }

    private Path csvTargetJob(Path csv) throws IOException {
        Simulator simulator = fixture.simulator;
        return Files.writeString(folder.resolve("to-csv.yaml"), """
                name: to-csv
                source:
                  digivault: {url: "%s", token: "%s", calls-per-minute: unlimited}
                target: {csv: {file: "%s"}}
                fields: {id: id, name: display_name}
                """.formatted(
                        simulator.digivaultUrl(), simulator.digivaultToken(), csv));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DIRECTORY", "PIPE", "DEVICE"})
    void oddOutputIsRefused(Kind kind) throws IOException {
        Path odd = folder.resolve("odd");
        kind.put(odd);
        for (String option : List.of("--report", "--metrics-file")) {
            CliFixture.Result result = run("run", job().toString(), option, odd.toString());
            assertThat(result.code()).as(option).isEqualTo(ExitCode.REFUSED);
            assertThat(result.err()).contains(option + " " + odd + " cannot be written");
        }
        assertThat(run("verify", job().toString(), "--csv", odd.toString()).code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(run("rejects", job().toString(), "--csv", odd.toString()).code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void argumentThatBeginsWithAnAtSignIsTakenAsItIs() throws IOException {
        Path pipe = folder.resolve("pipe");
        Kind.PIPE.put(pipe);
        CliFixture.Result result = run("explain", job().toString(), "@" + pipe);
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("'@" + pipe + "'");
    }
}
