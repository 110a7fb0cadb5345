package io.contactsync.verify;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.SourceException;
import io.contactsync.connector.Target;
import io.contactsync.connector.TargetSettings;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.ApiResult;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.FatalApiException;
import io.contactsync.job.ReadOnlyConnections;
import io.contactsync.job.RestoredLedger;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.ReadOnlyJobFile;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.RegularFile;
import io.contactsync.support.UnicodeText;
import io.contactsync.verify.Preflight.Result.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Checks everything that a run of a job needs. */
public final class Preflight {
    private static final JobFile.Retry NO_RETRY = new JobFile.Retry(1, Duration.ofSeconds(10));
    private static final long MIN_FREE_BYTES = 1L << 30;

    private final JobFile file;
    private final StateDirectory state;
    private final ReadOnlyConnections connections;

    /** Prepares the checks of a job. */
    public Preflight(JobFile job, StateDirectory state) {
        this.file = ReadOnlyJobFile.withRetry(job, NO_RETRY);
        this.state = state;
        this.connections = new ReadOnlyConnections(file, state, new CancellationToken());
    }

    /**
     * Runs all checks.
     *
     * @return the results, in the order in which problems have to be fixed
     * @throws io.contactsync.jobfile.yaml.JobFileException if an expression of the job file is wrong
     */
    public List<Result> check() {
        connections.checkExpressions();
        List<Result> results = new ArrayList<>();
        results.add(Result.ok("job file", file + ": keys, placeholders and expressions are valid"));
        results.add(space());
        results.add(ledger());
        results.add(ask("source", this::readSource));
        file.target().localFile().ifPresent(target -> results.add(folder(target)));
        if (file.target().supports(TargetSettings.Capability.LOOKUP)) {
            connections.channels().forEach(channel -> match(channel, results));
        }
        results.addAll(new ClockSkewCheck().check(file));
        return results;
    }

    private Result space() {
        Path folder = state.file("");
        long bytes = folder.toFile().getUsableSpace();
        String detail = folder + " is writable, %,d MB are free".formatted(bytes >> 20);
        return bytes > MIN_FREE_BYTES
                ? Result.ok("state directory", detail)
                : new Result(
                        "state directory",
                        Status.ADVICE,
                        detail,
                        "a long run needs up to 300 MB an hour until the ledger is compacted: free some space or use --state");
    }

    /** Checks whether a run would use the job's ledger. */
    private Result ledger() {
        try (ReadOnlyLedger ledger = ReadOnlyLedger.open(state, file.name()).orElse(null)) {
            return ledger == null
                    ? Result.ok("ledger", "the first run creates it")
                    : RestoredLedger.refusal(file, ledger.restored())
                            .map(refusal -> new Result("ledger", Status.REFUSED, refusal, ""))
                            .orElseGet(() -> Result.ok("ledger", "can be read, and is the newest one"));
        } catch (LedgerException.InUse e) {
            return Result.ok("ledger", String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            return new Result("ledger", Status.REFUSED, String.valueOf(e.getMessage()), "");
        }
    }

    private static Result folder(Path target) {
        Optional<String> other = RegularFile.otherKind(target);
        if (other.isPresent()) {
            return new Result(
                    "target",
                    Status.WRONG_FILE,
                    target + " is " + other.get() + "; allowed: " + RegularFile.ALLOWED,
                    "name another file");
        }
        Path folder = target.toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder)
                ? Result.ok("target", folder + " can be written to")
                : new Result("target", Status.UNREACHABLE, folder + " cannot be written to", "create the directory");
    }

    private Result readSource() {
        try (Source source = connections.source();
                Scan scan = source.scanFrom(null)) {
            return Result.ok("source", scan.hasNext() ? "answers, and has contacts" : "answers, and is empty");
        }
    }

    private void match(String channel, List<Result> results) {
        List<String> fields =
                file.match().isEmpty() ? List.of(file.fields().get(0).name()) : file.match();
        // A look-up must not read a list that is preloaded; one listing of all contacts serves every field.
        Freshness freshness = file.preload().isPresent() ? Freshness.CURRENT : Freshness.CACHED;
        try (Target target = new ReadOnlyConnections(
                        ReadOnlyJobFile.withMatch(file, fields), state, new CancellationToken())
                .target(channel)) {
            for (String field : fields) {
                String what = "channel " + channel + ", match field " + field;
                Result result = ask(what, () -> match(what, target, field, freshness));
                results.add(result);
                if (result.status() == Status.TOKEN_REFUSED || result.status() == Status.UNREACHABLE) {
                    return;
                }
            }
        }
    }

    private static Result match(String what, Target target, String field, Freshness freshness) {
        String unused = field.equals("phone")
                ? "+100000000000"
                : "unused-" + UUID.randomUUID().toString().substring(0, 8);
        Draft draft = new Draft(
                "check", List.of(new Draft.Field(field, unused, WriteMode.ALWAYS, true)), Map.<String, Boolean>of());
        LookupResult lookup = target.find(draft, Set.of(), freshness, time -> {});
        if (lookup instanceof LookupResult.Refused refused) {
            return new Result(
                    what,
                    Status.WRONG_FILE,
                    "was refused: " + message(refused.refusal()),
                    "under match and fields, use the id of a field that the target has");
        }
        return Result.ok(what, "the token is valid and the field can be looked up");
    }

    private static String message(Refusal refusal) {
        return UnicodeText.truncate(refusal.message(), ApiResult.MAX_MESSAGE_LENGTH);
    }

    private static Result ask(String what, Supplier<Result> question) {
        try {
            return question.get();
        } catch (FatalApiException.TokenRefused e) {
            return new Result(
                    what,
                    Status.TOKEN_REFUSED,
                    String.valueOf(e.getMessage()),
                    "put a valid token into the environment variable that the job file names");
        } catch (FatalApiException | SourceException e) {
            return new Result(
                    what,
                    Status.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "check the URL in the job file, the network and any proxy");
        }
    }

    /**
     * The result of one check.
     *
     * @param what what was checked
     * @param detail what was found
     * @param remedy how to fix it; empty if it is in order
     */
    public record Result(String what, Status status, String detail, String remedy) {
        /** The status of a check. */
        public enum Status {
            /** In order. */
            OK,
            /** A recommendation; a run would work. */
            ADVICE,
            /** The job file is wrong. */
            WRONG_FILE,
            /** A run would be refused. */
            REFUSED,
            /** The source, the target or the state directory cannot be used. */
            UNREACHABLE,
            /** A token was refused. */
            TOKEN_REFUSED;

            /** Whether a run could work. */
            public boolean isPassed() {
                return this == OK || this == ADVICE;
            }
        }

        static Result ok(String what, String detail) {
            return new Result(what, Status.OK, detail, "");
        }
    }
}
