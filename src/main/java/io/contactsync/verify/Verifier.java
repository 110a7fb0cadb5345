package io.contactsync.verify;

import io.contactsync.connector.ReadBack;
import io.contactsync.connector.Target;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.ReadOnlyConnections;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.state.StateDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads a job's contacts back from its target. */
public final class Verifier {
    /** The number under which the ledger notes what no run has done. */
    private static final int BY_HAND = 0;

    private final JobFile file;
    private final StateDirectory state;
    private final Options scope;
    private final ReadOnlyConnections connections;

    /**
     * Prepares to read back.
     *
     * @param file the job
     * @param state where its ledger is, which must be there
     * @param scope how much
     * @param stop when nothing new may be begun
     */
    public Verifier(JobFile file, StateDirectory state, Options scope, CancellationToken stop) {
        this.file = file;
        this.state = state;
        this.scope = scope;
        this.connections = new ReadOnlyConnections(file, state, stop);
    }

    /**
     * Reads back.
     *
     * @return what was seen
     * @throws io.contactsync.state.LedgerException.InUse if the job is running
     * @throws io.contactsync.jobfile.yaml.JobFileException if the job's target cannot be read back
     */
    public VerificationResult verify() {
        Map<String, VerificationResult.Channel> channels = new LinkedHashMap<>();
        List<VerificationResult.ContactResult> differences = new ArrayList<>();
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
            for (String name : connections.channels()) {
                try (Target target = connections.target(name)) {
                    ReadBack readBack = target.readBack()
                            .orElseThrow(() -> file.error("target", 1, "this target cannot be read back"));
                    ChannelVerifier check = new ChannelVerifier(
                            ledger.channel(name, BY_HAND),
                            readBack,
                            new DriftDetector(file, name, state.hash()),
                            scope);
                    channels.put(name, check.check().withCalls(connections.calls(name)));
                    differences.addAll(check.differences());
                }
            }
        }
        return new VerificationResult(file.name(), channels, differences);
    }

    /**
     * How much is read back, and what becomes of what differs.
     *
     * @param sample how many contacts of each channel, drawn at random; empty for all
     * @param seed the same seed draws the same contacts
     * @param afterwards what becomes of what differs
     */
    public record Options(OptionalInt sample, long seed, Afterwards afterwards) {
        /** What becomes of what differs. */
        public enum Afterwards {
            /** The ledger stays as it is. */
            KEEP,
            /** The ledger forgets what it believed, so that the next run sends it again. */
            FORGET
        }
    }
}
