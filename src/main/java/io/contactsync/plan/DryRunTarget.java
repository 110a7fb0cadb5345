package io.contactsync.plan;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Wraps a target: forwards lookups if the plan allows them, and reports every change as done without sending it. */
final class DryRunTarget implements Target {
    private final JobFile file;
    private final Planner.LookupDepth depth;
    private final Target target;
    private final PlanCollector collector;
    private final ChangeExplainer explainer;
    private final Map<String, TargetContact> found = new ConcurrentHashMap<>();

    DryRunTarget(
            JobFile file,
            Planner.LookupDepth depth,
            DryRun.Channel channel,
            PlanCollector collector,
            ChangeExplainer explainer) {
        this.file = file;
        this.depth = depth;
        this.target = channel.target();
        this.collector = collector;
        this.explainer = explainer;
    }

    @Override
    public LookupResult find(Draft draft, Set<String> notAsked, Freshness freshness, Pause pause) {
        long lookups = file.match().stream()
                .filter(field -> draft.value(field).isPresent() && !notAsked.contains(field))
                .count();
        if (lookups == 0) {
            return new LookupResult.NotFound();
        }
        if (depth == Planner.LookupDepth.LOOKUP) {
            // What is found may change before the run in any case.
            return remember(draft, target.find(draft, notAsked, Freshness.CACHED, pause));
        }
        collector.addLookup(draft.sourceId(), outcomeIfNew(notAsked), lookups);
        return new LookupResult.NotFound();
    }

    /** The outcome of a contact that is not found; it is rejected if another contact owns one of its values. */
    private Outcome outcomeIfNew(Set<String> notAsked) {
        if (!notAsked.isEmpty()) {
            return Outcome.REJECTED;
        }
        return file.mode() == JobFile.Mode.UPDATE_ONLY ? Outcome.SKIPPED : Outcome.CREATED;
    }

    private LookupResult remember(Draft draft, LookupResult lookup) {
        if (lookup instanceof LookupResult.Found result) {
            found.put(draft.sourceId(), result.contact());
        }
        return lookup;
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        Optional<String> first = file.match().stream()
                .filter(field -> draft.value(field).isPresent())
                .findFirst();
        if (first.isEmpty()) {
            return target.resolveLostCreate(draft, sender, pause);
        }
        if (depth == Planner.LookupDepth.LOOKUP) {
            Set<String> others = new HashSet<>(file.match());
            others.remove(first.get());
            return remember(draft, target.find(draft, others, Freshness.CACHED, pause));
        }
        collector.addLookup(draft.sourceId(), Outcome.CREATED, 1);
        return new LookupResult.NotFound();
    }

    @Override
    public boolean isSnapshot() {
        return target.isSnapshot();
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        if (target.isSnapshot()) {
            // Every row is written in any case and costs no call; the outcome comes from the ledger.
            listener.onEvent(new WriteEvent.Created("planned " + change.sourceId(), names(change)));
            return new WriteResult.Done();
        }
        collector.addCalls(target.expectedCalls(change));
        explainer.record(change, found.remove(change.sourceId()));
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
