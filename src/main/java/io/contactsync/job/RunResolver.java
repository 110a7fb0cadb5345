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

/** Decides whether to start a new run or to resume the unfinished one. */
final class RunResolver {

    private final JobFile file;
    private final RunOptions options;
    private final Map<String, String> content;
    private final RunStore runs;
    private boolean resumed;

    /**
     * Creates a resolver.
     *
     * @param content the fingerprint of the source's content, if known before the run
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
     * Starts or resumes a run in the ledger.
     *
     * @throws JobRunner.RefusedException if the job file or the source has changed since the unfinished run started
     */
    Run resolve() {
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
                    "%s: %s changed since run %d began, which is not finished; run with --fresh to start a new run (contacts that are already synced are not sent again)"
                            .formatted(file.file(), String.join(", ", changed), run.number()));
        }
        resumed = true;
        runs.resume(run);
        return run;
    }
}
