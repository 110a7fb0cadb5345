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

/** Keeps rejects, and stops the run when they say that the job is wrong and not the contacts. */
final class Guards {

    /** A percentage means nothing for the first few. */
    private static final int PERCENTAGE_FROM = 100;

    private final Setting setting;
    private final ChannelRun channel;

    Guards(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.channel = channel;
    }

    /** Keeps a reject, its reason without the contact's values. */
    Arrival reject(Prepared item, Refusal refusal) {
        channel.ledger().rejects().keep(item.reading().id(), refusal.message(), refusal.attempts());
        return new Arrival(Outcome.REJECTED, refusal, false);
    }

    /**
     * Looks at an arrival: keeps it if it is a reject.
     *
     * @throws GuardTripped if it is the twentieth equal refusal in a row
     */
    Arrival watch(Prepared item, Arrival arrival) {
        Refusal refusal = arrival.refusal();
        if (refusal == null) {
            channel.streak().succeeded();
            return arrival;
        }
        Refusal redacted = new Refusal(redacted(item, refusal.message()), refusal.attempts());
        reject(item, redacted);
        if (arrival.refusedByTarget() && !isRetry()) {
            checkStreak(channel.streak().refused(item.reading().id(), redacted.message()), redacted);
        }
        return new Arrival(Outcome.REJECTED, redacted, arrival.refusedByTarget());
    }

    /** Of contacts that were refused before most may be refused again: that says nothing about the job. */
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
                    + " with one message: " + refusal.message() + "; they are tried again when the run is resumed");
        }
    }

    /**
     * Looks at the sheet.
     *
     * @throws GuardTripped if more contacts are rejected than {@code stop-when.rejected} allows
     */
    void checkRejected() {
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
