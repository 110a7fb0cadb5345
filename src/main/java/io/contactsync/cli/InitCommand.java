package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.cli.terminal.Terminal;
import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.contact.Draft;
import io.contactsync.csv.InferredJob;
import io.contactsync.csv.InferredJobWriter;
import io.contactsync.csv.JobInferrer;
import io.contactsync.job.MappingPreview;
import io.contactsync.jobfile.JobFile;
import io.contactsync.support.AtomicFile;
import io.contactsync.sync.MappedContact;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a job file inferred from a CSV file. */
@Command(
        name = "init",
        description = {
            "Writes a job file inferred from a CSV file: delimiter, charset, columns, field mapping.",
            "Prints how the first contacts would be mapped. The job syncs the file to HeyX."
        },
        exitCodeList = {
            ExitCode.Help.DONE,
            ExitCode.REFUSED + ":wrong usage, or the CSV file cannot be used; no job file was written",
            ExitCode.Help.FAILED
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private static final int PREVIEW_CONTACTS = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final ConnectorRegistry connectors;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.csv", description = "The CSV file.")
    private Path csv = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The job file to write (default: next to the CSV file).")
    private @Nullable Path out;

    @Option(
            names = "--region",
            paramLabel = "XX",
            description = "Region of phone numbers without a country code, such as US (default: inferred).")
    private @Nullable String region;

    @Option(names = "--force", description = "Overwrite an existing job file.")
    private boolean force;

    @Option(names = "--json", description = "Print what was inferred as one JSON object.")
    private boolean json;

    @Option(names = "--show-values", description = "Show the values of the first contacts unmasked.")
    private boolean showValues;

    InitCommand(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Override
    public Integer call() throws IOException {
        Path file = csv.toAbsolutePath().normalize();
        Path job = out == null ? nextTo(file) : out.toAbsolutePath().normalize();
        if (Files.exists(job) && !force) {
            throw new ParameterException(spec.commandLine(), job + " already exists; --force overwrites it");
        }
        if (!AtomicFile.isWritable(job)) {
            throw new ParameterException(
                    spec.commandLine(),
                    job + " cannot be written: --out takes a file in an existing, writable directory");
        }
        JobInferrer guesser = JobInferrer.of(file);
        InferredJob guess = guesser.infer(region(guesser));
        show(guess, write(guess, file, job), job);
        return ExitCode.DONE;
    }

    private static Path nextTo(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(stem + ".yaml");
    }

    private Optional<String> region(JobInferrer guesser) {
        String given = region == null && guesser.needsRegion() && !json ? askForRegion() : region;
        if (given == null || given.isBlank()) {
            return Optional.empty();
        }
        String code = given.strip().toUpperCase(Locale.ROOT);
        if (!JobInferrer.isRegion(code)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "unknown region '" + given + "'; --region takes a two-letter code such as US or DE");
        }
        return Optional.of(code);
    }

    @SuppressWarnings("SystemConsoleNull") // Terminal.isLive checks whether there is a terminal
    private static @Nullable String askForRegion() {
        Console console = System.console();
        return console == null || !Terminal.isLive()
                ? null
                : console.readLine("Region of phone numbers without a country code, such as US (empty: infer it): ");
    }

    /** Loads and previews the job file before it gets its final name, so that no unusable file is left. */
    private List<MappedContact> write(InferredJob guess, Path file, Path job) throws IOException {
        Path folder = job.getParent();
        Path named = folder == null ? file : folder.relativize(file);
        return AtomicFile.replace(job, newFile -> {
            Files.writeString(newFile, InferredJobWriter.toYaml(guess, named), UTF_8);
            return MappingPreview.of(JobFile.load(newFile, environment(), connectors), PREVIEW_CONTACTS);
        });
    }

    /** The environment, with a placeholder for a token that is not set yet. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("HEYX_TOKEN", "not-set-yet");
        return environment;
    }

    private void show(InferredJob guess, List<MappedContact> first, Path job) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("%s: %s, id is %s".formatted(csv.getFileName(), guess.dialect(), guess.id()));
        for (MappedContact prepared : first) {
            err.println("  " + line(prepared));
        }
        err.flush();
        PrintWriter result = spec.commandLine().getOut();
        if (json) {
            result.println(json(guess, job));
        } else {
            result.println("written: " + job);
            result.println("next: contact-sync run " + job + " --limit 5");
        }
        result.flush();
    }

    private String line(MappedContact prepared) {
        if (!(prepared instanceof MappedContact.Mapped mapped)) {
            return prepared instanceof MappedContact.Invalid unusable
                    ? unusable.source().id() + ": " + unusable.reason()
                    : prepared.source().id();
        }
        return mapped.draft().fields().stream()
                .filter(field -> !field.isBlank())
                .map(field -> field.name() + "=" + shown(field))
                .collect(Collectors.joining(", "));
    }

    private String shown(Draft.Field field) {
        String value = String.valueOf(field.value());
        return showValues ? value : value.substring(0, value.offsetByCodePoints(0, 1)) + "***";
    }

    private static String json(InferredJob guess, Path job) {
        ObjectNode root = JSON.createObjectNode()
                .put("job", job.toString())
                .put("file", guess.file().toString())
                .put("charset", guess.dialect().charset().name())
                .put("delimiter", String.valueOf(guess.dialect().delimiter()))
                .put("id", guess.id());
        if (guess.region() != null) {
            root.put("region", guess.region());
        }
        ArrayNode fields = root.putArray("fields");
        guess.fields()
                .forEach(field -> fields.addObject()
                        .put("field", field.name())
                        .put("expression", field.expression())
                        .put("column", field.column()));
        ArrayNode unmapped = root.putArray("unmapped");
        guess.unmapped().forEach(unmapped::add);
        return JSON.writeValueAsString(root);
    }
}
