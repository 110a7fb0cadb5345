package io.contactsync.run;

import io.contactsync.connector.Source;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that belongs to one execution of a run.
 *
 * @param sourceClient sends the calls to the source; null for a source without calls
 * @param channels in the order of the job file
 * @param stop requests that nothing new is started
 * @param terminationCause why the run ends early, if it does
 */
public record RunContext(
        JobFile file,
        RunOptions options,
        JobLedger ledger,
        Run run,
        Source source,
        @Nullable ApiClient sourceClient,
        ScanRegistry scans,
        List<ChannelContext> channels,
        CancellationToken stop,
        TerminationCause terminationCause) {

    /** The channel with a name. */
    public ChannelContext channel(String name) {
        return channels.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
