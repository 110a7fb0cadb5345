package io.contactsync.plan;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import io.contactsync.job.DryRun;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;
import io.contactsync.plan.PlannedChange.Before;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Determines why a contact of one channel would be written, and which values would change. Thread-safe. */
final class ChangeExplainer {
    private final DryRun.Channel channel;
    private final PlanCollector collector;
    private final RecentContactCache contacts;
    private final PreviousMappings previousMappings;

    ChangeExplainer(
            DryRun.Channel channel,
            PlanCollector collector,
            RecentContactCache contacts,
            PreviousMappings previousMappings) {
        this.channel = channel;
        this.collector = collector;
        this.contacts = contacts;
        this.previousMappings = previousMappings;
    }

    /**
     * Records a change that would be sent.
     *
     * @param present what a lookup has just returned, or null
     */
    void record(Change change, @Nullable TargetContact present) {
        RecentContactCache.Cached cached = contacts.get(change.sourceId());
        if (cached == null) {
            // It was not read: it is a missing contact to be tagged, which the run's counts include.
            return;
        }
        Link link = change.targetId() == null || present != null ? null : link(change.sourceId());
        Optional<PreviousMappings.PreviousDraft> previous = link == null
                ? Optional.empty()
                : previousMappings.draft(link, cached.contact(), channel.mappings(), channel.hash());
        boolean mustLookUp = collector.mustLookUp(change.sourceId());
        PlannedChange.Reason reason = mustLookUp ? null : reason(change, link, previous);
        collector.addReason(reason);
        if (collector.wantsSample(cached.number())) {
            List<PlannedChange.Field> fields = change.fields().stream()
                    .map(field -> new PlannedChange.Field(
                            field.name(), before(change, field, present, link, previous), field.value()))
                    .toList();
            String outcome = mustLookUp ? "toLookUp" : change.targetId() == null ? "created" : "updated";
            collector.addSample(
                    cached.number(),
                    new PlannedChange(
                            change.sourceId(),
                            channel.name(),
                            outcome,
                            reason,
                            fields,
                            change.addTags(),
                            change.removeTags()));
        }
    }

    private @Nullable Link link(String sourceId) {
        return channel.ledger().links(List.of(sourceId)).get(sourceId);
    }

    private static PlannedChange.Reason reason(
            Change change, @Nullable Link link, Optional<PreviousMappings.PreviousDraft> previous) {
        if (change.targetId() == null) {
            return PlannedChange.Reason.NEW;
        }
        if (link != null && previous.isPresent() && previous.get().isUpToDate(link)) {
            return PlannedChange.Reason.MAPPING;
        }
        return change.fields().isEmpty() ? PlannedChange.Reason.TAGS : PlannedChange.Reason.FIELDS;
    }

    private static Before before(
            Change change,
            FieldValue field,
            @Nullable TargetContact present,
            @Nullable Link link,
            Optional<PreviousMappings.PreviousDraft> previous) {
        if (change.targetId() == null) {
            return new Before.Blank();
        }
        if (present != null) {
            Object current = present.fields().get(field.name());
            return current == null || Draft.Field.isBlank(current) ? new Before.Blank() : new Before.Value(current);
        }
        if (link == null) {
            return new Before.Unknown();
        }
        if (KnownState.BLANK.equals(link.known().fields().get(field.name()))) {
            return new Before.Blank();
        }
        return previous.flatMap(draft -> draft.valueSent(field.name(), link))
                .<Before>map(Before.Value::new)
                .orElseGet(Before.Unknown::new);
    }
}
