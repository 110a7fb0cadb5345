package io.contactsync.job.batch;

import io.contactsync.contact.Missing;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Reading;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.job.run.SharedScan;
import io.contactsync.job.run.StoppedEarly;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.ledger.link.Link;
import io.contactsync.report.Sheet;
import io.contactsync.road.guard.GuardTripped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the channel's links and returns those whose contact a complete scan did not see. All are found before the first
 * is returned, so that {@code stop-when.missing} is checked before any of them is acted on.
 */
final class MissingContactReader implements ItemStreamReader<Reading> {

    private static final int LINKS_PER_QUERY = 1_000;

    private final Setting setting;
    private final ChannelRun channel;
    private final Supplier<SharedScan> scan;
    private final Sheet settled;
    private Iterator<Reading> missing = Collections.emptyIterator();
    private boolean exhausted;

    /**
     * Creates a reader.
     *
     * @param scan the scan of the channel's first step, which has ended
     * @param settled the missing contacts that this run has settled; those of its earlier parts are added
     */
    MissingContactReader(Setting setting, ChannelRun channel, Supplier<SharedScan> scan, Sheet settled) {
        this.setting = setting;
        this.channel = channel;
        this.scan = scan;
        this.settled = settled;
    }

    /** {@inheritDoc} What an earlier execution saved is not used: the first step has just scanned the source anew. */
    @Override
    public void open(ExecutionContext context) {
        try {
            missing = find(scan.get()).iterator();
        } catch (RuntimeException e) {
            setting.ending().because(e);
            throw e;
        }
    }

    private List<Reading> find(SharedScan scanned) {
        String position = channel.checkpoint().position();
        List<Reading> found = new ArrayList<>();
        String after = "";
        for (List<Link> page = channel.ledger().linksAfter(after, LINKS_PER_QUERY);
                !page.isEmpty();
                page = channel.ledger().linksAfter(after, LINKS_PER_QUERY)) {
            for (Link link : page) {
                after = link.sourceId();
                if (scanned.saw(after)) {
                    continue;
                }
                if (!isTagged(link)) {
                    found.add(new Missing(after, position == null ? "" : position));
                } else if (link.run() == channel.ledger().run()) {
                    countTaggedBefore();
                }
            }
        }
        checkThreshold(found.size());
        return found;
    }

    /** An earlier part of this run has tagged it; the counts of this part started at zero with the scan. */
    private void countTaggedBefore() {
        channel.live().addMissing();
        channel.checkpoint().sheet().addMissing();
        settled.add(Outcome.UPDATED);
    }

    private boolean isTagged(Link link) {
        return setting.file().onMissing() instanceof OnMissing.Tag tag
                && link.known().tags().contains(tag.name());
    }

    private void checkThreshold(int count) {
        Threshold most = setting.file().stopWhen().missing();
        int links = channel.ledger().size();
        if (most.isExceededBy(count, links)) {
            throw new GuardTripped(
                    "%d of %d contacts of channel %s are missing from the source, more than stop-when.missing: %s allows; none was acted on"
                            .formatted(count, links, channel.name(), most));
        }
    }

    @Override
    public @Nullable Reading read() throws JobInterruptedException {
        if (setting.stop().isStopRequested()) {
            setting.ending().because(new StoppedEarly());
            throw new JobInterruptedException("the run was asked to stop");
        }
        exhausted = !missing.hasNext();
        return exhausted ? null : missing.next();
    }

    /** Whether {@link #read} has returned all missing contacts. */
    boolean isExhausted() {
        return exhausted;
    }
}
