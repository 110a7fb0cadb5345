package io.contactsync.plan;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.TargetContact;
import io.contactsync.job.DryRun;
import io.contactsync.jobfile.JobFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Stands in front of a target: passes questions on if they may be asked, and takes every change for done. */
final class DryRunTarget implements Target {
    private final JobFile file;
    private final Planner.LookupDepth depth;
    private final Target target;
    private final PlanCollector foreseen;
    private final ChangeExplainer reasons;
    private final Map<String, TargetContact> found = new ConcurrentHashMap<>();

    DryRunTarget(
            JobFile file,
            Planner.LookupDepth depth,
            DryRun.Stage stage,
            PlanCollector foreseen,
            ChangeExplainer reasons) {
        this.file = file;
        this.depth = depth;
        this.target = stage.target();
        this.foreseen = foreseen;
        this.reasons = reasons;
    }

    @Override
    public LookupResult find(Draft draft, Set<String> notAsked) {
        long questions = file.match().stream()
                .filter(field -> draft.value(field).isPresent() && !notAsked.contains(field))
                .count();
        if (questions == 0) {
            return new LookupResult.NotFound();
        }
        if (depth == Planner.LookupDepth.LOOKUP) {
            return remembered(draft, target.find(draft, notAsked));
        }
        foreseen.toLookUp(draft.sourceId(), ifNew(notAsked), questions);
        return new LookupResult.NotFound();
    }

    /** What the road makes of a contact that is not found; one of whose values another contact has is refused. */
    private Outcome ifNew(Set<String> notAsked) {
        if (!notAsked.isEmpty()) {
            return Outcome.REJECTED;
        }
        return file.mode() == JobFile.Mode.UPDATE_ONLY ? Outcome.SKIPPED : Outcome.CREATED;
    }

    private LookupResult remembered(Draft draft, LookupResult sighting) {
        if (sighting instanceof LookupResult.Found there) {
            found.put(draft.sourceId(), there.contact());
        }
        return sighting;
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, Duration age) {
        boolean canBeAsked =
                file.match().stream().anyMatch(field -> draft.value(field).isPresent());
        if (depth == Planner.LookupDepth.LOOKUP || !canBeAsked) {
            return remembered(draft, target.resolveLostCreate(draft, age));
        }
        foreseen.toLookUp(draft.sourceId(), Outcome.CREATED, 1);
        return new LookupResult.NotFound();
    }

    @Override
    public boolean isSnapshot() {
        return target.isSnapshot();
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        if (target.isSnapshot()) {
            // Every row is written whatever it was: what it means is told from the ledger, and it costs no call.
            listener.onEvent(new WriteEvent.Created("planned " + change.sourceId(), names(change)));
            return new WriteResult.Done();
        }
        foreseen.calls(target.expectedCalls(change));
        reasons.note(change, found.remove(change.sourceId()));
        if (change.targetId() == null) {
            listener.onEvent(new WriteEvent.Creating());
            listener.onEvent(new WriteEvent.Created("planned " + change.sourceId(), names(change)));
        } else if (!change.fields().isEmpty()) {
            listener.onEvent(new WriteEvent.FieldsUpdated(names(change)));
        }
        if (!change.addTags().isEmpty()) {
            listener.onEvent(new WriteEvent.TagsAdded(change.addTags()));
        }
        if (!change.removeTags().isEmpty()) {
            listener.onEvent(new WriteEvent.TagsRemoved(change.removeTags()));
        }
        return new WriteResult.Done();
    }

    private static List<String> names(Change change) {
        return Stream.concat(change.fields().stream(), change.extraFields().stream())
                .map(FieldValue::name)
                .toList();
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        return target.expectedCalls(change);
    }

    @Override
    public void close() {
        target.close();
    }
}
