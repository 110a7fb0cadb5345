package io.contactsync.report.html;

import io.contactsync.ledger.Reject;
import io.contactsync.report.RunResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a report tells.
 *
 * @param result what the run did
 * @param partBegan when the run's last part began
 * @param traces what was measured in that part, for each channel that has calls
 * @param rejects the refused contacts, more of them than the result has
 * @param settings the job's settings, without secrets, by their names
 * @param jobFile the job file's path, for commands
 */
public record RunReport(
        RunResult result,
        Instant partBegan,
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
