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

/** The source and the channels of a job, for commands that read outside of a run, at the rate limit of a run. */
public final class ReadOnlyConnections {

    private final JobFile file;
    private final RunConnections connections;
    private final Map<String, CallCounts> calls = new LinkedHashMap<>();

    /**
     * Prepares to open the source and the channels of a job; nothing is sent.
     *
     * @param file the job
     * @param state where the rate limiter of each token is kept
     * @param stop when nothing new may be started
     */
    public ReadOnlyConnections(JobFile file, StateDirectory state, CancellationToken stop) {
        this.file = file;
        this.connections = new RunConnections(file, state, stop);
    }

    /**
     * Checks the job's expressions.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileException at the first that is wrong
     */
    public void checkExpressions() {
        JobExpressions.compile(file, Instant.now());
    }

    /**
     * The channels of the job's target.
     *
     * @return their names, in the order of the job file
     */
    public List<String> channels() {
        return RunConnections.channels(file).stream()
                .map(TargetSettings.Channel::name)
                .toList();
    }

    /**
     * Opens the job's source.
     *
     * @return the source, to be closed
     */
    public Source source() {
        return connections.source(counts(CallCountsFile.SOURCE_KINDS)).source();
    }

    /**
     * Opens a channel. It is opened as for a sample, so a file that a run would write stays as it is.
     *
     * @param name its name
     * @return the channel as a target, to be closed
     */
    public Target target(String name) {
        CallCounts counts = counts(CallCountsFile.TARGET_KINDS);
        calls.put(name, counts);
        return connections.target(name, counts, true).target();
    }

    private static CallCounts counts(List<String> kinds) {
        return new CallCounts(kinds, LongBuffer.allocate(CallCounts.requiredLongs(kinds)));
    }

    /**
     * The calls made to a channel.
     *
     * @param name its name
     * @return every attempt by kind
     */
    public Map<String, Long> calls(String name) {
        CallCounts counts = calls.get(name);
        return counts == null ? Map.of() : counts.byKind();
    }
}
