package io.contactsync.report.plan;

import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as the JSON object that {@code plan --json} prints. */
public final class PlanJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PlanJson() {}

    /**
     * Renders a plan.
     *
     * @param plan what a run would do
     * @param masking how values are shown
     * @return one line of JSON
     */
    public static String of(Plan plan, Masking masking) {
        RunResult rehearsed = plan.rehearsed();
        ObjectNode root = JSON.createObjectNode()
                .put("job", rehearsed.job())
                .put("status", rehearsed.status().json())
                .put("lookup", plan.lookedUp());
        put(root.putObject("contacts"), plan.contacts());
        ObjectNode reasons = root.putObject("reasons");
        plan.reasons().forEach((reason, count) -> reasons.put(reason.json(), count));
        ObjectNode calls = root.putObject("calls");
        putCalls(calls, plan.calls());
        calls.put("source", rehearsed.sourceCalls());
        root.put("minutes", Math.round(plan.minutes() * 10) / 10.0)
                .put("finishAt", plan.finishAt().truncatedTo(ChronoUnit.MILLIS).toString());
        putOwnCalls(root.putObject("ownCalls"), rehearsed);
        ObjectNode channels = root.putObject("channels");
        plan.channels().forEach((name, part) -> {
            ObjectNode one = channels.putObject(name);
            put(one.putObject("contacts"), part.contacts());
            putCalls(one.putObject("calls"), part.calls());
        });
        putLists(root, plan);
        ArrayNode changes = root.putArray("changes");
        plan.changes().forEach(change -> put(changes.addObject(), change, masking));
        if (rehearsed.error() != null) {
            root.put("error", rehearsed.error());
        }
        return JSON.writeValueAsString(root);
    }

    private static void put(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static void putCalls(ObjectNode node, Map<String, Long> calls) {
        ResultJson.withTotal(calls).forEach(node::put);
    }

    /** What the plan itself has spent. */
    private static void putOwnCalls(ObjectNode node, RunResult rehearsed) {
        node.put("target", PlanText.ownCalls(rehearsed)).put("source", rehearsed.sourceCalls());
    }

    private static void putLists(ObjectNode root, Plan plan) {
        ArrayNode notes = root.putArray("notes");
        plan.notes().forEach(notes::add);
        ArrayNode warnings = root.putArray("warnings");
        plan.rehearsed()
                .warnings()
                .forEach(one -> warnings.addObject()
                        .put("field", one.getKey().field())
                        .put("reason", one.getKey().reason())
                        .put("count", one.getValue()));
        ArrayNode rejects = root.putArray("rejects");
        plan.rehearsed()
                .rejects()
                .forEach(one -> rejects.addObject()
                        .put("id", one.sourceId())
                        .put("channel", one.channel())
                        .put("reason", one.reason()));
    }

    private static void put(ObjectNode node, PlannedChange change, Masking masking) {
        node.put("id", change.sourceId()).put("channel", change.channel()).put("outcome", change.outcome());
        Reason reason = change.reason();
        node.put("reason", reason == null ? null : reason.name().toLowerCase(Locale.ROOT));
        ArrayNode fields = node.putArray("fields");
        for (PlannedChange.Field field : change.fields()) {
            ObjectNode one = fields.addObject()
                    .put("name", field.name())
                    .put("known", !(field.before() instanceof PlannedChange.Before.Unknown));
            if (field.before() instanceof PlannedChange.Before.Value value) {
                one.put("from", masking.show(field.name(), value.value()));
            } else {
                one.putNull("from");
            }
            one.put("to", masking.show(field.name(), field.after()));
        }
        ArrayNode add = node.putArray("addTags");
        change.addTags().forEach(add::add);
        ArrayNode remove = node.putArray("removeTags");
        change.removeTags().forEach(remove::add);
    }
}
