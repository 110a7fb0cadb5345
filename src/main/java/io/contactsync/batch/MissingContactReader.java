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
 * Reads the channel's links and returns those whose contact was not in a complete scan. All are found before the first
 * is returned, so that {@code stop-when.missing} is checked before any of them is acted on.
 */
final class MissingContactReader implements ItemStreamReader<SourceItem> {

    private static final int LINKS_PER_QUERY = 1_000;

    private final RunContext runContext;
    private final ChannelContext channel;
    private final Supplier<SharedScan> scan;
    private final OutcomeCounter settled;
    private Iterator<SourceItem> missing = Collections.emptyIterator();
    private boolean exhausted;

    /**
     * Creates a reader.
     *
     * @param scan the scan of the channel's first step, which is complete
     * @param settled counts the missing contacts that this run has settled; those of earlier executions are added
     */
    MissingContactReader(
            RunContext runContext, ChannelContext channel, Supplier<SharedScan> scan, OutcomeCounter settled) {
        this.runContext = runContext;
        this.channel = channel;
        this.scan = scan;
        this.settled = settled;
    }

    /**
     * {@inheritDoc} The context of an earlier execution is not used, because the first step has just scanned the source
     * again.
     */
    @Override
    public void open(ExecutionContext context) {
        try {
            missing = find(scan.get()).iterator();
        } catch (RuntimeException e) {
            runContext.terminationCause().set(e);
            throw e;
        }
    }

    private List<SourceItem> find(SharedScan completed) {
        String position = channel.checkpoint().position();
        List<SourceItem> found = new ArrayList<>();
        String after = "";
        for (List<Link> page = channel.ledger().linksPage(after, LINKS_PER_QUERY);
                !page.isEmpty();
                page = channel.ledger().linksPage(after, LINKS_PER_QUERY)) {
            for (Link link : page) {
                after = link.sourceId();
                if (completed.saw(after)) {
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

    /** An earlier execution of this run has tagged it; the counts were reset when the scan started. */
    private void countTaggedBefore() {
        channel.counter().addMissing();
        channel.checkpoint().counter().addMissing();
        settled.add(Outcome.UPDATED);
    }

    private boolean isTagged(Link link) {
        return runContext.file().onMissing() instanceof JobFile.OnMissing.Tag tag
                && link.known().tags().contains(tag.name());
    }

    private void checkThreshold(int count) {
        JobFile.Threshold threshold = runContext.file().stopWhen().missing();
        int links = channel.ledger().size();
        if (threshold.isExceededBy(count, links)) {
            throw new GuardException(
                    "%d of %d contacts of channel %s are missing from the source, more than stop-when.missing: %s allows; none was acted on"
                            .formatted(count, links, channel.name(), threshold));
        }
    }

    @Override
    public @Nullable SourceItem read() throws JobInterruptedException {
        if (runContext.stop().isStopRequested()) {
            runContext.terminationCause().set(new RunStoppedException());
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
