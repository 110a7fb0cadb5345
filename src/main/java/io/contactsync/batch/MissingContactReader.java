package io.contactsync.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.SourceItem;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.Link;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunStoppedException;
import io.contactsync.run.SharedScan;
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
final class MissingContactReader implements ItemStreamReader<SourceItem> {

    private static final int LINKS_PER_QUERY = 1_000;

    private final RunContext setting;
    private final ChannelContext channel;
    private final Supplier<SharedScan> scan;
    private final OutcomeCounter settled;
    private Iterator<SourceItem> missing = Collections.emptyIterator();
    private boolean exhausted;

    /**
     * Creates a reader.
     *
     * @param scan the scan of the channel's first step, which has ended
     * @param settled the missing contacts that this run has settled; those of its earlier parts are added
     */
    MissingContactReader(
            RunContext setting, ChannelContext channel, Supplier<SharedScan> scan, OutcomeCounter settled) {
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

    private List<SourceItem> find(SharedScan scanned) {
        String position = channel.checkpoint().position();
        List<SourceItem> found = new ArrayList<>();
        String after = "";
        for (List<Link> page = channel.ledger().linksPage(after, LINKS_PER_QUERY);
                !page.isEmpty();
                page = channel.ledger().linksPage(after, LINKS_PER_QUERY)) {
            for (Link link : page) {
                after = link.sourceId();
                if (scanned.saw(after)) {
                    continue;
                }
                if (!isTagged(link)) {
                    found.add(new SourceItem.Missing(after, position == null ? "" : position));
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
        return setting.file().onMissing() instanceof JobFile.OnMissing.Tag tag
                && link.known().tags().contains(tag.name());
    }

    private void checkThreshold(int count) {
        JobFile.Threshold most = setting.file().stopWhen().missing();
        int links = channel.ledger().size();
        if (most.isExceededBy(count, links)) {
            throw new GuardException(
                    "%d of %d contacts of channel %s are missing from the source, more than stop-when.missing: %s allows; none was acted on"
                            .formatted(count, links, channel.name(), most));
        }
    }

    @Override
    public @Nullable SourceItem read() throws JobInterruptedException {
        if (setting.stop().isStopRequested()) {
            setting.ending().because(new RunStoppedException());
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
