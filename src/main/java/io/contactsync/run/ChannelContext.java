package io.contactsync.run;

import io.contactsync.batch.RefusalStreak;
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
 * One channel's part of a run: everything its step works with.
 *
 * @param name the channel's name
 * @param preparation maps what is read
 * @param road brings contacts to their outcome
 * @param ledger what is known of them
 * @param target where they go
 * @param client sends the calls, or null for a target without calls
 * @param calls counts them
 * @param lanes how many contacts may be in hand at once, asked anew each time
 * @param secrets what must not be quoted
 * @param checkpoint where the channel resumes
 * @param live the sheet as it stands now, contacts behind the checkpoint included
 * @param streak watches for equal refusals
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
        OutcomeCounter counter,
        RefusalStreak streak) {}
