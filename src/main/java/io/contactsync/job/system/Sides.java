package io.contactsync.job.system;

import io.contactsync.contact.source.Source;
import io.contactsync.contact.target.Target;
import io.contactsync.http.CallCounts;
import io.contactsync.http.StopSignal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.TargetSettings.Channel;
import io.contactsync.ledger.run.Run;
import io.contactsync.ledger.state.StateDirectory;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both sides of a job, for commands that ask them outside of a run; at the job's pace, like a run. */
public final class Sides {

    /** Only looks: a file that a run would write is left alone. */
    private static final Run NO_RUN = new Run(0, true, Instant.EPOCH, null, Run.Status.RUNNING, Map.of(), false);

    private final JobFile file;
    private final Systems systems;
    private final Map<String, CallCounts> calls = new LinkedHashMap<>();

    /**
     * Prepares to open the sides of a job; nothing is sent.
     *
     * @param file the job
     * @param state where the pace of tokens is kept
     * @param stop when nothing new may be begun
     */
    public Sides(JobFile file, StateDirectory state, StopSignal stop) {
        this.file = file;
        this.systems = new Systems(file, state, stop);
    }

    /**
     * Checks the job's expressions.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileError at the first that is wrong
     */
    public void checkExpressions() {
        Expressions.compile(file, Instant.now());
    }

    /**
     * The channels of the job's target.
     *
     * @return their names, in the job file's order
     */
    public List<String> channels() {
        return Systems.channels(file).stream().map(Channel::name).toList();
    }

    /**
     * Opens the job's source.
     *
     * @return the source, to be closed
     */
    public Source source() {
        CallCounts counts = new CallCounts(
                CallTally.SOURCE_KINDS, LongBuffer.allocate(CallCounts.requiredLongs(CallTally.SOURCE_KINDS)));
        return systems.source(systems.sourceClient(counts));
    }

    /**
     * Opens a channel.
     *
     * @param name its name
     * @return the channel as a target, to be closed
     */
    public Target target(String name) {
        Channel channel = Systems.channels(file).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        CallCounts counts = new CallCounts(
                CallTally.TARGET_KINDS, LongBuffer.allocate(CallCounts.requiredLongs(CallTally.TARGET_KINDS)));
        calls.put(name, counts);
        return systems.target(channel, systems.client(channel, counts), NO_RUN);
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
