package io.contactsync.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RefusalStreak;
import io.contactsync.run.RunContext;
import io.contactsync.sync.MappedContact;
import io.contactsync.sync.SyncResult;
import java.util.List;

/** Records rejects, and stops the run when they show that the job is wrong rather than single contacts. */
final class RejectPolicy {

    /** A percentage applies from this number of contacts on. */
    private static final int PERCENTAGE_FROM = 100;

    private final RunContext setting;
    private final ChannelContext channel;

    RejectPolicy(RunContext setting, ChannelContext channel) {
        this.setting = setting;
        this.channel = channel;
    }

    /** Records a reject; the reason must not contain the contact's values. */
    SyncResult reject(MappedContact item, Refusal refusal) {
        channel.ledger().rejects().put(item.reading().id(), refusal.message(), refusal.attempts());
        return new SyncResult(Outcome.REJECTED, refusal, false);
    }

    /**
     * Checks a result and records it if it is a reject.
     *
     * @return the result, without the contact's values in its message
     * @throws GuardException if it is the twentieth refusal in a row with one message
     */
    SyncResult check(MappedContact item, SyncResult result) {
        Refusal refusal = result.refusal();
        if (refusal == null) {
            channel.streak().succeeded();
            return result;
        }
        Refusal redacted = new Refusal(redacted(item, refusal.message()), refusal.attempts());
        reject(item, redacted);
        if (result.refusedByTarget() && !isRetry()) {
            checkStreak(channel.streak().refused(item.reading().id(), redacted.message()), redacted);
        }
        return new SyncResult(Outcome.REJECTED, redacted, result.refusedByTarget());
    }

    /** Most contacts of a retry may be refused again; this shows nothing about the job. */
    private boolean isRetry() {
        return setting.options().retried().isPresent();
    }

    private String redacted(MappedContact item, String message) {
        return item instanceof MappedContact.Mapped mapped
                ? Redactor.of(message, mapped.reading(), mapped.draft(), channel.secrets())
                : message;
    }

    private void checkStreak(List<String> streak, Refusal refusal) {
        if (!streak.isEmpty()) {
            setting.ledger().runs().requireReadFromStart(setting.run().number());
            channel.ledger().rejects().delete(streak);
            throw new GuardException(RefusalStreak.MOST + " contacts in a row were refused by channel " + channel.name()
                    + " with one message: " + refusal.message() + "; the resumed run tries them again");
        }
    }

    /**
     * Checks the channel's counts.
     *
     * @throws GuardException if more contacts are rejected than {@code stop-when.rejected} allows
     */
    void checkThreshold() {
        if (isRetry()) {
            return;
        }
        JobFile.Threshold most = setting.file().stopWhen().rejected();
        OutcomeCounts counts = channel.live().counts();
        boolean tooEarly = most instanceof JobFile.Threshold.Percentage && counts.read() < PERCENTAGE_FROM;
        if (!tooEarly && most.isExceededBy(counts.of(Outcome.REJECTED), counts.read())) {
            GuardException tripped = new GuardException(
                    "%d of %d contacts were rejected by channel %s, more than stop-when.rejected: %s allows"
                            .formatted(counts.of(Outcome.REJECTED), counts.read(), channel.name(), most));
            setting.ending().because(tripped);
            throw tripped;
        }
    }
}
