package io.contactsync.run;

import io.contactsync.connector.Target;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CallCounts;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.sync.ContactMapper;
import io.contactsync.sync.ContactSyncer;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a run.
 *
 * @param client sends the calls; null for a target without calls
 * @param calls counts the calls to the target
 * @param workerLimit how many contacts may be synced at once; may change during the run
 * @param secrets texts that must not appear in messages
 * @param counter counts all finished contacts, including those after the checkpoint
 */
public record ChannelContext(
        String name,
        ContactMapper mapper,
        ContactSyncer syncer,
        ChannelLedger ledger,
        Target target,
        @Nullable ApiClient client,
        CallCounts calls,
        IntSupplier workerLimit,
        List<String> secrets,
        Checkpoint checkpoint,
        OutcomeCounter counter) {}
