package io.contactsync.job;

import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Run;
import io.contactsync.ledger.RunStore;
import io.contactsync.run.RunOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether a run is a new one or goes on with one that was cut short. */
final class RunResolver {

    private final JobFile file;
    private final RunOptions options;
    private final Map<String, String> content;
    private final RunStore runs;
    private boolean resumed;

    /**
     * Prepares the decision.
     *
     * @param content fingerprints of what a source holds, where they can be told beforehand
     */
    RunResolver(JobFile file, RunOptions options, JobLedger ledger, Map<String, String> content) {
        this.file = file;
        this.options = options;
        this.content = content;
        this.runs = ledger.runs();
    }

    boolean isResumed() {
        return resumed;
    }

    /**
     * The run to carry out.
     *
     * @throws JobRunner.RefusedException if the job file has changed since the unfinished run began
     */
    Run run() {
        Optional<Run> unfinished = options.isSample() ? Optional.empty() : runs.unfinished();
        if (unfinished.isPresent() && options.start() == RunOptions.Start.FRESH) {
            runs.abandon(unfinished.get());
            unfinished = Optional.empty();
        }
        if (unfinished.isEmpty()) {
            Map<String, String> identity = new LinkedHashMap<>(file.fingerprints());
            identity.putAll(content);
            return runs.begin(options.isSample(), identity);
        }
        Run run = unfinished.get();
        List<String> changed = new ArrayList<>(file.changesSince(run.identity()));
        content.forEach((part, fingerprint) -> {
            if (!fingerprint.equals(run.identity().get(part))) {
                changed.add(part);
            }
        });
        if (!changed.isEmpty()) {
            throw new JobRunner.RefusedException(
                    "%s: %s changed since run %d began, which is not finished; run with --fresh to begin anew (nothing that is settled is sent again)"
                            .formatted(file.file(), String.join(", ", changed), run.number()));
        }
        resumed = true;
        runs.resume(run);
        return run;
    }
}
