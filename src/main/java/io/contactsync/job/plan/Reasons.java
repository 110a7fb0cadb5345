package io.contactsync.job.plan;

import io.contactsync.contact.Change;
import io.contactsync.contact.DraftField;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.target.Present;
import io.contactsync.job.Rehearsal;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.report.plan.PlannedChange;
import io.contactsync.report.plan.PlannedChange.Before;
import io.contactsync.report.plan.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a contact of one channel would be written, and from what to what. For several threads. */
final class Reasons {
    private final Rehearsal.Stage stage;
    private final Foreseen foreseen;
    private final RecentContacts contacts;
    private final FormerMappings former;

    Reasons(Rehearsal.Stage stage, Foreseen foreseen, RecentContacts contacts, FormerMappings former) {
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
    void note(Change change, @Nullable Present present) {
        RecentContacts.Read read = contacts.get(change.sourceId());
        if (read == null) {
            // Nobody has read it: it is marked as missing, which the sheet counts.
            return;
        }
        Link link = change.targetId() == null || present != null ? null : link(change.sourceId());
        Optional<FormerMappings.FormerDraft> before =
                link == null ? Optional.empty() : former.draft(link, read.contact(), stage.mappings(), stage.hash());
        boolean open = foreseen.isOpen(change.sourceId());
        Reason reason = open ? null : reason(change, link, before);
        foreseen.because(reason);
        if (foreseen.wantsSample(read.turn())) {
            List<PlannedChange.Field> fields = change.fields().stream()
                    .map(field -> new PlannedChange.Field(
                            field.name(), before(change, field, present, link, before), field.value()))
                    .toList();
            String outcome = open ? "toLookUp" : change.targetId() == null ? "created" : "updated";
            foreseen.sample(
                    read.turn(),
                    new PlannedChange(
                            change.sourceId(),
                            stage.channel(),
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

    private static Reason reason(Change change, @Nullable Link link, Optional<FormerMappings.FormerDraft> before) {
        if (change.targetId() == null) {
            return Reason.NEW;
        }
        if (link != null && before.isPresent() && before.get().changesNothing(link)) {
            return Reason.MAPPING;
        }
        return change.fields().isEmpty() ? Reason.TAGS : Reason.FIELDS;
    }

    private static Before before(
            Change change,
            FieldValue field,
            @Nullable Present present,
            @Nullable Link link,
            Optional<FormerMappings.FormerDraft> before) {
        if (change.targetId() == null) {
            return new Before.Blank();
        }
        if (present != null) {
            Object there = present.fields().get(field.name());
            return there == null || DraftField.isBlank(there) ? new Before.Blank() : new Before.Value(there);
        }
        if (link == null) {
            return new Before.Unknown();
        }
        if (Known.BLANK.equals(link.known().fields().get(field.name()))) {
            return new Before.Blank();
        }
        return before.flatMap(draft -> draft.sent(field.name(), link))
                .<Before>map(Before.Value::new)
                .orElseGet(Before.Unknown::new);
    }
}
