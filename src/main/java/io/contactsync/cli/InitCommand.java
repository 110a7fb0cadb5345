package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.contact.DraftField;
import io.contactsync.csv.guess.Guess;
import io.contactsync.csv.guess.Guesser;
import io.contactsync.csv.guess.JobText;
import io.contactsync.job.system.Preview;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.WholeFile;
import io.contactsync.road.preparation.Prepared;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** Writes a job file guessed from a CSV. */
@Command(
        name = "init",
        description = "Writes a job file guessed from a CSV: delimiter, charset, columns, field mapping.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private static final int PREVIEWED = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final ConnectorRegistry connectors;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.csv", description = "the CSV file")
    private Path csv = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "the job file to write (default: beside the CSV)")
    private @Nullable Path out;

    @Option(names = "--region", paramLabel = "XX", description = "region of phones without a country code, such as US")
    private @Nullable String region;

    @Option(names = "--force", description = "overwrite an existing job file")
    private boolean force;

    @Option(names = "--json", description = "print what was guessed as one JSON object")
    private boolean json;

    @Option(names = "--show-values", description = "show the values of the first contacts as they are")
    private boolean showValues;

    InitCommand(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Override
    public Integer call() throws IOException {
        Path file = csv.toAbsolutePath().normalize();
        Path job = out == null ? beside(file) : out.toAbsolutePath().normalize();
        if (Files.exists(job) && !force) {
            throw new ParameterException(spec.commandLine(), job + " is there already; --force overwrites it");
        }
        if (!WholeFile.isPossible(job)) {
            throw new ParameterException(
                    spec.commandLine(), job + " cannot be written; --out names a file in a folder that is there");
        }
        Guesser guesser = Guesser.of(file);
        Guess guess = guesser.guess(region(guesser));
        show(guess, write(guess, file, job), job);
        return ExitCode.DONE;
    }

    private static Path beside(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return file.resolveSibling(stem + ".yaml");
    }

    private Optional<String> region(Guesser guesser) {
        String given = region == null && guesser.needsRegion() && !json ? asked() : region;
        if (given == null || given.isBlank()) {
            return Optional.empty();
        }
        String code = given.strip().toUpperCase(Locale.ROOT);
        if (!Guesser.isRegion(code)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no region '" + given + "'; --region takes two letters such as US or DE");
        }
        return Optional.of(code);
    }

    @SuppressWarnings("SystemConsoleNull") // Terminal has asked whether a person is there
    private static @Nullable String asked() {
        Console console = System.console();
        return console == null || !Terminal.isLive()
                ? null
                : console.readLine("Region of phones without a country code, such as US (empty: guess): ");
    }

    /** Writes the job file and tries it before it gets its name: what does not run is not left behind. */
    private List<Prepared> write(Guess guess, Path file, Path job) throws IOException {
        Path folder = job.getParent();
        Path named = folder == null ? file : folder.relativize(file);
        Path fresh = job.resolveSibling(job.getFileName() + ".new");
        try {
            Files.writeString(fresh, JobText.of(guess, named), UTF_8);
            List<Prepared> first = Preview.of(JobFile.load(fresh, environment(), connectors), PREVIEWED);
            Files.move(fresh, job, StandardCopyOption.REPLACE_EXISTING);
            return first;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The token need not be there yet. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("HEYX_TOKEN", "not-set-yet");
        return environment;
    }

    private void show(Guess guess, List<Prepared> first, Path job) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("%s: %s, id is %s".formatted(csv.getFileName(), guess.dialect(), guess.id()));
        for (Prepared prepared : first) {
            err.println("  " + line(prepared));
        }
        err.flush();
        PrintWriter result = spec.commandLine().getOut();
        result.println(
                json ? json(guess, job) : "written: %s%nnext: contact-sync run %s --limit 5".formatted(job, job));
        result.flush();
    }

    private String line(Prepared prepared) {
        if (!(prepared instanceof Prepared.Mapped mapped)) {
            return prepared instanceof Prepared.Unusable unusable
                    ? unusable.reading().id() + ": " + unusable.reason()
                    : prepared.reading().id();
        }
        return mapped.draft().fields().stream()
                .filter(field -> !field.isBlank())
                .map(field -> field.name() + "=" + shown(field))
                .collect(Collectors.joining(", "));
    }

    private String shown(DraftField field) {
        String value = String.valueOf(field.value());
        return showValues ? value : value.substring(0, value.offsetByCodePoints(0, 1)) + "***";
    }

    private static String json(Guess guess, Path job) {
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
