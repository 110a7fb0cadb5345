package io.contactsync.verify;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.SourceException;
import io.contactsync.connector.Target;
import io.contactsync.connector.TargetSettings;
import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.FatalApiException;
import io.contactsync.job.ReadOnlyConnections;
import io.contactsync.jobfile.JobFile;
import io.contactsync.state.StateDirectory;
import io.contactsync.verify.Preflight.Result.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Checks everything that a run of a job needs. */
public final class Preflight {
    private static final JobFile.Retry IMPATIENT = new JobFile.Retry(1, Duration.ofSeconds(10));
    private static final long LITTLE_SPACE_BYTES = 1L << 30;

    private final JobFile file;
    private final StateDirectory state;
    private final ReadOnlyConnections connections;

    /**
     * Prepares to check a job.
     *
     * @param job the job
     * @param state the state directory
     */
    public Preflight(JobFile job, StateDirectory state) {
        this.file = job.withRetry(IMPATIENT);
        this.state = state;
        this.connections = new ReadOnlyConnections(file, state, new CancellationToken());
    }

    /**
     * Checks the job.
     *
     * @return the findings; what has to be fixed first comes first
     * @throws io.contactsync.jobfile.yaml.JobFileException if an expression of the job file is wrong
     */
    public List<Result> findings() {
        connections.checkExpressions();
        List<Result> findings = new ArrayList<>();
        findings.add(Result.well("job file", file + ": keys, placeholders and expressions are in order"));
        findings.add(space());
        findings.add(asked("source", this::readSource));
        file.target().localFile().ifPresent(target -> findings.add(folder(target)));
        if (file.target().supports(TargetSettings.Capability.LOOKUP)) {
            connections.channels().forEach(channel -> match(channel, findings));
        }
        findings.addAll(new ClockSkewCheck().findings(file));
        return findings;
    }

    private Result space() {
        Path folder = state.file("");
        long bytes = folder.toFile().getUsableSpace();
        String detail = folder + " is writable, %,d MB are free".formatted(bytes >> 20);
        return bytes > LITTLE_SPACE_BYTES
                ? Result.well("state directory", detail)
                : new Result(
                        "state directory",
                        Verdict.ADVICE,
                        detail,
                        "a long run takes up to 300 MB an hour until it is compacted: make room or use --state");
    }

    private static Result folder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder)
                ? Result.well("target", folder + " can be written to")
                : new Result("target", Verdict.UNREACHABLE, folder + " cannot be written to", "create the directory");
    }

    private Result readSource() {
        try (Source source = connections.source();
                Scan scan = source.scanFrom(null)) {
            return Result.well("source", scan.hasNext() ? "answers, and has contacts" : "answers, and is empty");
        }
    }

    private void match(String channel, List<Result> findings) {
        List<String> fields =
                file.match().isEmpty() ? List.of(file.fields().get(0).name()) : file.match();
        try (Target target =
                new ReadOnlyConnections(file.withMatch(fields), state, new CancellationToken()).target(channel)) {
            for (String field : fields) {
                String what = "channel " + channel + ", match field " + field;
                Result finding = asked(what, () -> match(what, target, field));
                findings.add(finding);
                if (finding.verdict() == Verdict.TOKEN_REFUSED || finding.verdict() == Verdict.UNREACHABLE) {
                    return;
                }
            }
        }
    }

    private static Result match(String what, Target target, String field) {
        String nobodys = field.equals("phone")
                ? "+100000000000"
                : "nobody-" + UUID.randomUUID().toString().substring(0, 8);
        Draft draft = new Draft(
                "check", List.of(new Draft.Field(field, nobodys, WriteMode.ALWAYS, true)), Map.<String, Boolean>of());
        // So long after a create there is a single look-up, and nothing is preloaded.
        LookupResult sighting = target.resolveLostCreate(draft, Duration.ofDays(1));
        if (sighting instanceof LookupResult.Refused refused) {
            return new Result(
                    what,
                    Verdict.WRONG_FILE,
                    "was refused: " + refused.refusal().message(),
                    "name a field that the target has, by its id, under match and fields");
        }
        return Result.well(what, "the token is good, and the field can be asked for");
    }

    private static Result asked(String what, Supplier<Result> question) {
        try {
            return question.get();
        } catch (FatalApiException.TokenRefused e) {
            return new Result(
                    what,
                    Verdict.TOKEN_REFUSED,
                    String.valueOf(e.getMessage()),
                    "put a valid token into the environment variable that the job file names");
        } catch (FatalApiException | SourceException e) {
            return new Result(
                    what,
                    Verdict.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "check the URL in the job file, the network and any proxy");
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param what what was looked at
     * @param verdict how it stands
     * @param detail what was seen
     * @param remedy what to do about it; empty when it is well
     */
    public record Result(String what, Verdict verdict, String detail, String remedy) {
        /** How a thing stands. */
        public enum Verdict {
            /** It is well. */
            WELL,
            /** It is worth a look, and a run would work. */
            ADVICE,
            /** The job file is wrong. */
            WRONG_FILE,
            /** A side or the state directory cannot be used. */
            UNREACHABLE,
            /** A token was refused. */
            TOKEN_REFUSED;

            /**
             * Tells whether a run could work.
             *
             * @return true when nothing has to be mended
             */
            public boolean isFine() {
                return this == WELL || this == ADVICE;
            }
        }

        static Result well(String what, String detail) {
            return new Result(what, Verdict.WELL, detail, "");
        }
    }
}
