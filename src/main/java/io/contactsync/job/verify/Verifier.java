package io.contactsync.job.verify;

import io.contactsync.contact.target.ReadBack;
import io.contactsync.contact.target.Target;
import io.contactsync.http.StopSignal;
import io.contactsync.job.system.ReadOnlyConnections;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.state.StateDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a job's contacts back from its target. */
public final class Verifier {
    /** The number under which the ledger notes what no run has done. */
    private static final int BY_HAND = 0;

    private final JobFile file;
    private final StateDirectory state;
    private final Scope scope;
    private final ReadOnlyConnections connections;

    /**
     * Prepares to read back.
     *
     * @param file the job
     * @param state where its ledger is, which must be there
     * @param scope how much
     * @param stop when nothing new may be begun
     */
    public Verifier(JobFile file, StateDirectory state, Scope scope, StopSignal stop) {
        this.file = file;
        this.state = state;
        this.scope = scope;
        this.connections = new ReadOnlyConnections(file, state, stop);
    }

    /**
     * Reads back.
     *
     * @return what was seen
     * @throws io.contactsync.ledger.state.LedgerInUse if the job is running
     * @throws io.contactsync.jobfile.yaml.JobFileError if the job's target cannot be read back
     */
    public Verification verify() {
        Map<String, Verification.Channel> channels = new LinkedHashMap<>();
        List<Verified> differences = new ArrayList<>();
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
            for (String name : connections.channels()) {
                try (Target target = connections.target(name)) {
                    ReadBack readBack = target.readBack()
                            .orElseThrow(() -> file.at("target", 1, "this target cannot be read back"));
                    ChannelCheck check = new ChannelCheck(
                            ledger.channel(name, BY_HAND), readBack, new Comparison(file, name, state.hash()), scope);
                    channels.put(name, check.check().withCalls(connections.calls(name)));
                    differences.addAll(check.differences());
                }
            }
        }
        return new Verification(file.name(), channels, differences);
    }
}
