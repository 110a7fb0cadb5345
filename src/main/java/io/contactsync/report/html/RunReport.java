package io.contactsync.report.html;

import io.contactsync.ledger.Reject;
import io.contactsync.report.RunResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a report.
 *
 * @param partStartedAt the start of the run's last part
 * @param traces the calls of that part, for each channel that makes calls
 * @param rejects the rejected contacts; may be more than in the result
 * @param settings the job's settings by name, without secrets
 * @param jobFile the job file's path, for the suggested commands
 */
public record RunReport(
        RunResult result,
        Instant partStartedAt,
        List<Trace> traces,
        List<Reject> rejects,
        Map<String, String> settings,
        String jobFile) {

    /** Takes unmodifiable copies. */
    public RunReport {
        traces = List.copyOf(traces);
        rejects = List.copyOf(rejects);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
