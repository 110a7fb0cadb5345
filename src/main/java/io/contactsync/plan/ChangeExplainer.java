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

/** Tells why a contact of one channel would be written, and from what to what. For several threads. */
final class ChangeExplainer {
    private final DryRun.Channel stage;
    private final PlanCollector foreseen;
    private final RecentContactCache contacts;
    private final PreviousMappings former;

    ChangeExplainer(DryRun.Channel stage, PlanCollector foreseen, RecentContactCache contacts, PreviousMappings former) {
        this.stage = stage;
        this.foreseen = foreseen;
        this.contacts = contacts;
        this.former = former;
    }

    /**
     * Notes a change before it is taken for done.
     *
     * @param change what would be sent
     * @param present what a lookup has just shown, or null
     */
    void record(Change change, @Nullable TargetContact present) {
        RecentContactCache.Read read = contacts.get(change.sourceId());
        if (read == null) {
            // Nobody has read it: it is marked as missing, which the sheet counts.
            return;
        }
        Link link = change.targetId() == null || present != null ? null : link(change.sourceId());
        Optional<PreviousMappings.PreviousDraft> before =
                link == null ? Optional.empty() : former.draft(link, read.contact(), stage.mappings(), stage.hash());
        boolean open = foreseen.isOpen(change.sourceId());
        PlannedChange.Reason reason = open ? null : reason(change, link, before);
        foreseen.addReason(reason);
        if (foreseen.wantsSample(read.turn())) {
            List<PlannedChange.Field> fields = change.fields().stream()
                    .map(field -> new PlannedChange.Field(
                            field.name(), before(change, field, present, link, before), field.value()))
                    .toList();
            String outcome = open ? "toLookUp" : change.targetId() == null ? "created" : "updated";
            foreseen.addSample(
                    read.turn(),
                    new PlannedChange(
                            change.sourceId(),
                            stage.name(),
                            outcome,
                            reason,
                            fields,
                            change.addTags(),
                            change.removeTags()));
        }
    }

    private @Nullable Link link(String sourceId) {
        return stage.ledger().links(List.of(sourceId)).get(sourceId);
    }

    private static PlannedChange.Reason reason(
            Change change, @Nullable Link link, Optional<PreviousMappings.PreviousDraft> before) {
        if (change.targetId() == null) {
            return PlannedChange.Reason.NEW;
        }
        if (link != null && before.isPresent() && before.get().isUpToDate(link)) {
            return PlannedChange.Reason.MAPPING;
        }
        return change.fields().isEmpty() ? PlannedChange.Reason.TAGS : PlannedChange.Reason.FIELDS;
    }

    private static Before before(
            Change change,
            FieldValue field,
            @Nullable TargetContact present,
            @Nullable Link link,
            Optional<PreviousMappings.PreviousDraft> before) {
        if (change.targetId() == null) {
            return new Before.Blank();
        }
        if (present != null) {
            Object there = present.fields().get(field.name());
            return there == null || Draft.Field.isBlank(there) ? new Before.Blank() : new Before.Value(there);
        }
        if (link == null) {
            return new Before.Unknown();
        }
        if (KnownState.BLANK.equals(link.known().fields().get(field.name()))) {
            return new Before.Blank();
        }
        return before.flatMap(draft -> draft.valueSent(field.name(), link))
                .<Before>map(Before.Value::new)
                .orElseGet(Before.Unknown::new);
    }
}
