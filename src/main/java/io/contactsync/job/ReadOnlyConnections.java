package io.contactsync.job;

import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.connector.TargetSettings;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.state.StateDirectory;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The source and the channels of a job, for commands that only read. They use the rate limit of a run. */
public final class ReadOnlyConnections {

    private final JobFile file;
    private final RunConnections connections;
    private final Map<String, CallCounts> calls = new LinkedHashMap<>();

    /**
     * Prepares to open the source and the channels of a job; nothing is sent.
     *
     * @param state holds the rate limiter of each token
     * @param stop requests that nothing new is started
     */
    public ReadOnlyConnections(JobFile file, StateDirectory state, CancellationToken stop) {
        this.file = file;
        this.connections = new RunConnections(file, state, stop);
    }

    /**
     * Checks the job's expressions.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileException for the first expression that is wrong
     */
    public void checkExpressions() {
        JobExpressions.compile(file, Instant.now());
    }

    /** The names of the target's channels, in the order of the job file. */
    public List<String> channels() {
        return RunConnections.channels(file).stream()
                .map(TargetSettings.Channel::name)
                .toList();
    }

    /** Opens the job's source; the caller closes it. */
    public Source source() {
        return connections.source(counts(CallCountsFile.SOURCE_KINDS)).source();
    }

    /**
     * Opens a channel; the caller closes it. It is opened as for a sample, so that a file that a run would write is not
     * changed.
     */
    public Target target(String name) {
        CallCounts counts = counts(CallCountsFile.TARGET_KINDS);
        calls.put(name, counts);
        return connections.target(name, counts, true).connection().target();
    }

    private static CallCounts counts(List<String> kinds) {
        return new CallCounts(kinds, LongBuffer.allocate(CallCounts.requiredLongs(kinds)));
    }

    /** All attempts of calls to a channel, by kind. */
    public Map<String, Long> calls(String name) {
        CallCounts counts = calls.get(name);
        return counts == null ? Map.of() : counts.byKind();
    }
}
