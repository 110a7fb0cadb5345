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
 * Everything one run works with.
 *
 * @param file the job
 * @param options what the command line asks
 * @param ledger the job's ledger
 * @param run the run
 * @param source where contacts come from
 * @param sourceClient sends the source's calls, or null for a source without calls
 * @param scans its scans
 * @param channels the channels, in the job file's order
 * @param stop when nothing new may be begun
 * @param ending why the run ends before it is done
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

    /** The part of the run that belongs to the channel of a name. */
    public ChannelContext channel(String name) {
        return channels.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
