package io.contactsync.cli;

import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Run;
import io.contactsync.report.RunStatus;
import io.contactsync.report.StatusJson;
import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The status of a job's last run, from the job's status file. If that file is missing or cannot be used, it is what the
 * ledger knows.
 *
 * @param problems what is wrong with the job's files, each with its remedy
 * @param refused whether a run would be refused because of these problems
 */
record JobStatus(RunStatus status, List<String> problems, boolean refused) {

    private static final String SUFFIX = ".status";
    private static final Pattern JOB_NAME = Pattern.compile("[a-z0-9-]{1,60}");

    JobStatus {
        problems = List.copyOf(problems);
    }

    /** Reads the status of all jobs that have a status file or a ledger, sorted by name. */
    static List<JobStatus> readAll(StateDirectory state) {
        return Stream.concat(state.namesWithSuffix(SUFFIX).stream(), state.jobs().stream())
                .filter(name -> JOB_NAME.matcher(name).matches())
                .distinct()
                .sorted()
                .flatMap(name -> read(state, name).stream())
                .toList();
    }

    /** Reads the status of one job; empty if the job has never run. */
    static Optional<JobStatus> read(StateDirectory state, String job) {
        return new Reader(state, job).read();
    }

    /** Collects the problems while it reads. */
    private static final class Reader {

        private final StateDirectory state;
        private final String job;
        private final List<String> problems = new ArrayList<>();
        private boolean refused;

        Reader(StateDirectory state, String job) {
            this.state = state;
            this.job = job;
        }

        Optional<JobStatus> read() {
            @Nullable RunStatus fromFile = readFile();
            boolean hasLedger = hasLedger();
            if (fromFile != null) {
                return result(fromFile);
            }
            Optional<RunStatus> known = hasLedger ? readLedger() : Optional.empty();
            if (known.isPresent()) {
                return result(known.get());
            }
            return problems.isEmpty()
                    ? Optional.empty()
                    : result(RunStatus.withoutDetails(job, RunStatus.State.UNKNOWN));
        }

        private Optional<JobStatus> result(RunStatus status) {
            return Optional.of(new JobStatus(status, problems, refused));
        }

        private @Nullable RunStatus readFile() {
            try {
                Optional<String> text = state.read(job + SUFFIX);
                if (text.isEmpty()) {
                    return null;
                }
                Optional<RunStatus> status =
                        StatusJson.read(text.get()).filter(one -> one.job().equals(job));
                if (status.isEmpty()) {
                    problems.add("the status file " + state.file(job + SUFFIX) + " is damaged: what is shown is what"
                            + " the ledger knows; the next run writes the file again");
                }
                return status.map(RunStatus::withProcessChecked).orElse(null);
            } catch (LedgerException e) {
                problems.add(e.getMessage() + "; what is shown is what the ledger knows");
                return null;
            }
        }

        private boolean hasLedger() {
            try {
                return JobLedger.exists(state, job);
            } catch (LedgerException e) {
                refused = true;
                problems.add(String.valueOf(e.getMessage()));
                return false;
            }
        }

        private Optional<RunStatus> readLedger() {
            // A run that has just started must not find its ledger open.
            if (JobLock.holder(state, job).isPresent()) {
                return Optional.of(RunStatus.withoutDetails(job, RunStatus.State.RUNNING));
            }
            try (ReadOnlyLedger ledger = ReadOnlyLedger.open(state, job).orElseThrow()) {
                Optional<Run> last = ledger.last();
                return last.map(run -> RunStatus.ofLedger(job, run, ledger.summary(run.number())));
            } catch (LedgerException.InUse e) {
                return Optional.of(RunStatus.withoutDetails(job, RunStatus.State.RUNNING));
            } catch (LedgerException e) {
                refused = true;
                problems.add(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }
    }
}
