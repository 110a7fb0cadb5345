package io.contactsync.job.check;

import io.contactsync.connector.TargetCapability;
import io.contactsync.contact.Draft;
import io.contactsync.contact.DraftField;
import io.contactsync.contact.Write;
import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import io.contactsync.contact.source.SourceFailed;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import io.contactsync.http.RunEnded;
import io.contactsync.http.StopSignal;
import io.contactsync.job.check.Finding.Verdict;
import io.contactsync.job.system.ReadOnlyConnections;
import io.contactsync.jobfile.Asking;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.Retry;
import io.contactsync.ledger.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Checks everything that a run of a job needs. */
public final class CheckUp {
    private static final Retry IMPATIENT = new Retry(1, Duration.ofSeconds(10));
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
    public CheckUp(JobFile job, StateDirectory state) {
        this.file = Asking.withRetry(job, IMPATIENT);
        this.state = state;
        this.connections = new ReadOnlyConnections(file, state, new StopSignal());
    }

    /**
     * Checks the job.
     *
     * @return the findings; what has to be fixed first comes first
     * @throws io.contactsync.jobfile.yaml.JobFileError if an expression of the job file is wrong
     */
    public List<Finding> findings() {
        connections.checkExpressions();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("job file", file + ": keys, placeholders and expressions are in order"));
        findings.add(space());
        findings.add(asked("source", this::readSource));
        file.target().localFile().ifPresent(target -> findings.add(folder(target)));
        if (file.target().can(TargetCapability.LOOKUP)) {
            connections.channels().forEach(channel -> match(channel, findings));
        }
        findings.addAll(new ClockCheck().findings(file));
        return findings;
    }

    private Finding space() {
        Path folder = state.file("");
        long bytes = folder.toFile().getUsableSpace();
        String detail = folder + " is writable, %,d MB are free".formatted(bytes >> 20);
        return bytes > LITTLE_SPACE_BYTES
                ? Finding.well("state directory", detail)
                : new Finding(
                        "state directory",
                        Verdict.ADVICE,
                        detail,
                        "a long run takes up to 300 MB an hour until it is compacted: make room or use --state");
    }

    private static Finding folder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        return folder != null && Files.isWritable(folder)
                ? Finding.well("target", folder + " can be written to")
                : new Finding("target", Verdict.UNREACHABLE, folder + " cannot be written to", "create the directory");
    }

    private Finding readSource() {
        try (Source source = connections.source();
                Scan scan = source.after(null)) {
            return Finding.well("source", scan.hasNext() ? "answers, and has contacts" : "answers, and is empty");
        }
    }

    private void match(String channel, List<Finding> findings) {
        List<String> fields =
                file.match().isEmpty() ? List.of(file.fields().get(0).name()) : file.match();
        try (Target target =
                new ReadOnlyConnections(Asking.withMatch(file, fields), state, new StopSignal()).target(channel)) {
            for (String field : fields) {
                String what = "channel " + channel + ", match field " + field;
                Finding finding = asked(what, () -> match(what, target, field));
                findings.add(finding);
                if (finding.verdict() == Verdict.TOKEN_REFUSED || finding.verdict() == Verdict.UNREACHABLE) {
                    return;
                }
            }
        }
    }

    private static Finding match(String what, Target target, String field) {
        String nobodys = field.equals("phone")
                ? "+100000000000"
                : "nobody-" + UUID.randomUUID().toString().substring(0, 8);
        Draft draft = new Draft(
                "check", List.of(new DraftField(field, nobodys, Write.ALWAYS, true)), Map.<String, Boolean>of());
        // So long after a create there is a single look-up, and nothing is preloaded.
        Sighting sighting = target.settle(draft, Duration.ofDays(1));
        if (sighting instanceof Sighting.Refused refused) {
            return new Finding(
                    what,
                    Verdict.WRONG_FILE,
                    "was refused: " + refused.refusal().message(),
                    "name a field that the target has, by its id, under match and fields");
        }
        return Finding.well(what, "the token is good, and the field can be asked for");
    }

    private static Finding asked(String what, Supplier<Finding> question) {
        try {
            return question.get();
        } catch (RunEnded.TokenRefused e) {
            return new Finding(
                    what,
                    Verdict.TOKEN_REFUSED,
                    String.valueOf(e.getMessage()),
                    "put a valid token into the environment variable that the job file names");
        } catch (RunEnded | SourceFailed e) {
            return new Finding(
                    what,
                    Verdict.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "check the URL in the job file, the network and any proxy");
        }
    }
}
