package io.contactsync.job.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Refusal;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.report.Counts;
import io.contactsync.road.Arrival;
import io.contactsync.road.guard.GuardTripped;
import io.contactsync.road.guard.Redaction;
import io.contactsync.road.guard.RefusalStreak;
import io.contactsync.road.preparation.Prepared;
import java.util.List;

/** Records rejects, and stops the run when they show that the job is wrong rather than single contacts. */
final class RejectPolicy {

    /** A percentage applies from this number of contacts on. */
    private static final int PERCENTAGE_FROM = 100;

    private final Setting setting;
    private final ChannelRun channel;

    RejectPolicy(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.channel = channel;
    }

    /** Records a reject; the reason must not contain the contact's values. */
    Arrival reject(Prepared item, Refusal refusal) {
        channel.ledger().rejects().keep(item.reading().id(), refusal.message(), refusal.attempts());
        return new Arrival(Outcome.REJECTED, refusal, false);
    }

    /**
     * Checks a result and records it if it is a reject.
     *
     * @return the result, without the contact's values in its message
     * @throws GuardTripped if it is the twentieth refusal in a row with one message
     */
    Arrival check(Prepared item, Arrival result) {
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
        return new Arrival(Outcome.REJECTED, redacted, result.refusedByTarget());
    }

    /** Most contacts of a retry may be refused again; this shows nothing about the job. */
    private boolean isRetry() {
        return setting.options().retried().isPresent();
    }

    private String redacted(Prepared item, String message) {
        return item instanceof Prepared.Mapped mapped
                ? Redaction.of(message, mapped.reading(), mapped.draft(), channel.secrets())
                : message;
    }

    private void checkStreak(List<String> streak, Refusal refusal) {
        if (!streak.isEmpty()) {
            setting.ledger().runs().scanAgain(setting.run().no());
            channel.ledger().rejects().clear(streak);
            throw new GuardTripped(RefusalStreak.MOST + " contacts in a row were refused by channel " + channel.name()
                    + " with one message: " + refusal.message() + "; the resumed run tries them again");
        }
    }

    /**
     * Checks the channel's counts.
     *
     * @throws GuardTripped if more contacts are rejected than {@code stop-when.rejected} allows
     */
    void checkThreshold() {
        if (isRetry()) {
            return;
        }
        Threshold most = setting.file().stopWhen().rejected();
        Counts counts = channel.live().counts();
        boolean tooEarly = most instanceof Threshold.Percentage && counts.read() < PERCENTAGE_FROM;
        if (!tooEarly && most.isExceededBy(counts.of(Outcome.REJECTED), counts.read())) {
            GuardTripped tripped = new GuardTripped(
                    "%d of %d contacts were rejected by channel %s, more than stop-when.rejected: %s allows"
                            .formatted(counts.of(Outcome.REJECTED), counts.read(), channel.name(), most));
            setting.ending().because(tripped);
            throw tripped;
        }
    }
}
