package io.contactsync.job.batch;

import io.contactsync.contact.Missing;
import io.contactsync.contact.Reading;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.job.run.SharedScan;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.ledger.link.Link;
import io.contactsync.road.guard.GuardTripped;
import java.util.ArrayList;
import java.util.List;

/** Finds the linked contacts that a complete scan has not come upon, and stops the run if they are too many. */
final class MissingContacts {

    private static final int PAGE = 1_000;

    private final Setting setting;
    private final ChannelRun channel;
    private final SharedScan scan;

    MissingContacts(Setting setting, ChannelRun channel, SharedScan scan) {
        this.setting = setting;
        this.channel = channel;
        this.scan = scan;
    }

    /**
     * The contacts to be acted on.
     *
     * @return those not seen and not marked yet
     * @throws GuardTripped if they are more than {@code stop-when.missing} allows
     */
    List<Reading> find() {
        String position = channel.checkpoint().position();
        List<Reading> missing = new ArrayList<>();
        String after = "";
        for (List<Link> page = channel.ledger().linksAfter(after, PAGE);
                !page.isEmpty();
                page = channel.ledger().linksAfter(after, PAGE)) {
            for (Link link : page) {
                after = link.sourceId();
                if (scan.saw(after)) {
                    continue;
                }
                if (!isMarked(link)) {
                    missing.add(new Missing(after, position == null ? "" : position));
                } else if (link.run() == channel.ledger().run()) {
                    countMarkedBefore();
                }
            }
        }
        guard(missing.size());
        return missing;
    }

    /** An earlier part of this run has marked it; the sheet of this part began anew with the scan. */
    private void countMarkedBefore() {
        channel.live().addMissing();
        channel.checkpoint().sheet().addMissing();
    }

    private boolean isMarked(Link link) {
        return setting.file().onMissing() instanceof OnMissing.Tag tag
                && link.known().tags().contains(tag.name());
    }

    private void guard(int missing) {
        Threshold most = setting.file().stopWhen().missing();
        int links = channel.ledger().size();
        if (most.isExceededBy(missing, links)) {
            throw new GuardTripped(
                    "%d of %d contacts of channel %s are missing from the source, more than stop-when.missing: %s allows; none was acted on"
                            .formatted(missing, links, channel.name(), most));
        }
    }
}
