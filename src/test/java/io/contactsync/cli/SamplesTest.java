package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files in {@code samples/} that schedule runs. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("samples");

    @TempDir
    private Path folder;

    /** Parses the arguments after the jar in a command line with the program's own parser. */
    private static ParseResult parsed(String commandLine) {
        String arguments = commandLine.substring(commandLine.indexOf(".jar ") + ".jar ".length());
        StringWriter discarded = new StringWriter();
        CommandLine commands = Commands.commandLine(new PrintWriter(discarded), new PrintWriter(discarded));
        ParseResult result = commands.parseArgs(arguments.split(" "));
        assertThat(result.hasSubcommand()).isTrue();
        return result.subcommand();
    }

    private static List<String> lines(String sample) throws IOException {
        return Files.readAllLines(SAMPLES.resolve(sample));
    }

    @Test
    void systemdUnitRunsTheJobAndTreatsRejectsAsSuccess() throws IOException {
        List<String> service = lines("contact-sync.service");

        String start = service.stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        ParseResult run = parsed(start);
        assertThat(run.commandSpec().name()).isEqualTo("run");
        assertThat(run.hasMatchedOption("--report")).isTrue();
        assertThat(service)
                .contains("SuccessExitStatus=" + ExitCode.REJECTS, "Type=oneshot")
                .anyMatch(line -> line.startsWith("EnvironmentFile="))
                .noneMatch(line -> line.startsWith("Environment=") && line.contains("TOKEN"));
        assertThat(lines("contact-sync.timer")).contains("Persistent=true");
    }

    @Test
    void systemdAcceptsTheUnits() throws Exception {
        Path verify = Path.of("/usr/bin/systemd-analyze");
        Assumptions.assumeTrue(Files.isExecutable(verify), "the units are not verified: there is no " + verify);
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/java")), "the units are not verified: there is no /usr/bin/java");

        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        verify.toString(),
                        "verify",
                        SAMPLES.resolve("contact-sync.service").toString(),
                        SAMPLES.resolve("contact-sync.timer").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output).lines().filter(line -> line.contains("contact-sync")))
                .isEmpty();
    }

    @Test
    void cronJobRunsTheJobAndForbidsConcurrentRuns() throws IOException {
        List<JsonNode> documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(SAMPLES.resolve("cronjob.yaml")))
                .readAll();

        assertThat(documents)
                .extracting(document -> document.path("kind").asString())
                .containsExactly("PersistentVolumeClaim", "CronJob");
        JsonNode spec = documents.get(1).path("spec");
        assertThat(spec.path("concurrencyPolicy").asString()).isEqualTo("Forbid");
        JsonNode container = spec.at("/jobTemplate/spec/template/spec/containers/0");
        assertThat(container.at("/envFrom/0/secretRef/name").asString()).isEqualTo("contact-sync");
        assertThat(container.path("env").toString()).doesNotContain("TOKEN");
        ParseResult run = parsed(commandLine(container).replace(" &", ""));
        assertThat(run.commandSpec().name()).isEqualTo("run");
        assertThat(run.hasMatchedOption("--log-json")).isTrue();
        assertThat(spec.at("/jobTemplate/spec/podFailurePolicy/rules/0/onExitCodes/values")
                        .toString())
                .isEqualTo("[" + ExitCode.REFUSED + "," + ExitCode.TOKEN_REFUSED + "]");
    }

    private static String commandLine(JsonNode container) {
        return container
                .path("command")
                .path(2)
                .asString()
                .lines()
                .filter(line -> line.contains(".jar "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cronJobTreatsRejectsAsSuccessAndKeepsOtherExitCodes() throws Exception {
        JsonNode job = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(SAMPLES.resolve("cronjob.yaml")))
                .readAll()
                .get(1);
        JsonNode container = job.at("/spec/jobTemplate/spec/template/spec/containers/0");
        for (int code : new int[] {ExitCode.DONE, ExitCode.REJECTS, ExitCode.STOPPED, ExitCode.TOKEN_REFUSED}) {
            String script = container
                    .path("command")
                    .path(2)
                    .asString()
                    .replace(commandLine(container), "sh -c 'exit " + code + "' &");
            Process shell = new ProcessBuilder("sh", "-c", script).start();

            assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(shell.exitValue()).isEqualTo(code == ExitCode.REJECTS ? ExitCode.DONE : code);
        }
    }
}
