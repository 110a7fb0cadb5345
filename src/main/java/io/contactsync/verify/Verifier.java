package io.contactsync.verify;

import io.contactsync.connector.ReadBack;
import io.contactsync.connector.Target;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.ReadOnlyConnections;
import io.contactsync.job.RestoredLedger;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.state.StateDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads a job's contacts back from its target and compares them with the ledger. */
public final class Verifier {
    /** The run number for changes of the ledger outside of a run. */
    private static final int NO_RUN = 0;

    private final JobFile file;
    private final StateDirectory state;
    private final Options options;
    private final ReadOnlyConnections connections;

    /**
     * Creates a verifier.
     *
     * @param state must contain the job's ledger
     * @param stop requests that nothing new is started
     */
    public Verifier(JobFile file, StateDirectory state, Options options, CancellationToken stop) {
        this.file = file;
        this.state = state;
        this.options = options;
        this.connections = new ReadOnlyConnections(file, state, stop);
    }

    /**
     * Verifies all channels.
     *
     * @throws io.contactsync.state.LedgerException.InUse if the job is running
     * @throws io.contactsync.jobfile.yaml.JobFileException if the job's target cannot be read back
     */
    public VerificationResult verify() {
        Map<String, VerificationResult.Channel> channels = new LinkedHashMap<>();
        List<VerificationResult.ContactResult> differences = new ArrayList<>();
        try (JobLedger ledger = JobLedger.open(state, file.name(), RestoredLedger.recovery(file))) {
            for (String name : connections.channels()) {
                try (Target target = connections.target(name)) {
                    ReadBack readBack = target.readBack()
                            .orElseThrow(() -> file.error("target", 1, "this target cannot be read back"));
                    ChannelVerifier verifier = new ChannelVerifier(
                            ledger.channel(name, NO_RUN),
                            readBack,
                            new DriftDetector(file, name, state.hash()),
                            options);
                    channels.put(name, verifier.verify().withCalls(connections.calls(name)));
                    differences.addAll(verifier.differences());
                }
            }
        }
        return new VerificationResult(file.name(), channels, differences);
    }

    /**
     * What to verify, and what to do about contacts that differ.
     *
     * @param sample the number of contacts of each channel, drawn at random; empty for all
     * @param seed the same seed draws the same contacts
     */
    public record Options(OptionalInt sample, long seed, OnDrift onDrift) {
        /** What to do about contacts that differ. */
        public enum OnDrift {
            /** Leave the ledger unchanged. */
            KEEP,
            /** Remove the differing values from the ledger, so that the next run sends them again. */
            FORGET
        }
    }
}
