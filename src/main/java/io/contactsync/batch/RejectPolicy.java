package io.contactsync.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.sync.MappedContact;
import io.contactsync.sync.SyncResult;
import java.util.List;

/** Records the rejects of a channel, and stops the run if they show that the job is wrong. Thread-safe. */
final class RejectPolicy {

    /** A percentage applies only from this number of contacts on. */
    private static final int MIN_FOR_PERCENTAGE = 100;

    private final RunContext runContext;
    private final ChannelContext channel;
    private final RefusalStreak streak = new RefusalStreak();

    RejectPolicy(RunContext runContext, ChannelContext channel) {
        this.runContext = runContext;
        this.channel = channel;
    }

    /** Records a reject; the reason must not contain the contact's values. */
    SyncResult reject(MappedContact item, Refusal refusal) {
        channel.ledger().rejects().put(item.source().id(), refusal.message(), refusal.attempts());
        return new SyncResult(Outcome.REJECTED, refusal, false);
    }

    /**
     * Checks a result and records it if it is a reject.
     *
     * @return the result, without the contact's values in its message
     * @throws GuardException if the result completes a {@link RefusalStreak}
     */
    SyncResult check(MappedContact item, SyncResult result) {
        Refusal refusal = result.refusal();
        if (refusal == null) {
            streak.reset();
            return result;
        }
        Refusal redacted = new Refusal(redacted(item, refusal.message()), refusal.attempts());
        reject(item, redacted);
        if (result.refusedByTarget() && !isRetry()) {
            checkStreak(streak.addRefusal(item.source().id(), redacted.message()), redacted);
        }
        return new SyncResult(Outcome.REJECTED, redacted, result.refusedByTarget());
    }

    /** In a retry most contacts may be refused again, which shows nothing about the job. */
    private boolean isRetry() {
        return runContext.options().retried().isPresent();
    }

    private String redacted(MappedContact item, String message) {
        return item instanceof MappedContact.Mapped mapped
                ? Redactor.redact(message, mapped.source(), mapped.draft(), channel.secrets())
                : Redactor.redact(message, channel.secrets());
    }

    private void checkStreak(List<String> sourceIds, Refusal refusal) {
        if (!sourceIds.isEmpty()) {
            runContext.ledger().runs().requireReadFromStart(runContext.run().number());
            channel.ledger().rejects().delete(sourceIds);
            throw new GuardException(
                    RefusalStreak.LIMIT + " contacts in a row were refused by channel " + channel.name()
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
        JobFile.Threshold threshold = runContext.file().stopWhen().rejected();
        OutcomeCounts counts = channel.counter().counts();
        boolean tooEarly = threshold instanceof JobFile.Threshold.Percentage && counts.read() < MIN_FOR_PERCENTAGE;
        if (!tooEarly && threshold.isExceededBy(counts.of(Outcome.REJECTED), counts.read())) {
            GuardException exceeded = new GuardException(
                    "%d of %d contacts were rejected by channel %s, more than stop-when.rejected: %s allows"
                            .formatted(counts.of(Outcome.REJECTED), counts.read(), channel.name(), threshold));
            runContext.terminationCause().set(exceeded);
            throw exceeded;
        }
    }
}
