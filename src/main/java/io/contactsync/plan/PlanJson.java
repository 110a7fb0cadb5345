package io.contactsync.plan;

import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import io.contactsync.report.ValueMasking;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a plan as the JSON object of {@code plan --json}. */
final class PlanJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PlanJson() {}

    /** A plan as one line of JSON. */
    static String of(Plan plan, ValueMasking masking) {
        RunResult dryRun = plan.dryRun();
        ObjectNode root = JSON.createObjectNode()
                .put("job", dryRun.job())
                .put("status", dryRun.status().json())
                .put("lookup", plan.lookedUp());
        put(root.putObject("contacts"), plan.contacts());
        ObjectNode reasons = root.putObject("reasons");
        plan.reasons().forEach((reason, count) -> reasons.put(reason.json(), count));
        ObjectNode calls = root.putObject("calls");
        putCalls(calls, plan.calls());
        calls.put("source", dryRun.sourceCalls());
        root.put("minutes", Math.round(plan.minutes() * 10) / 10.0)
                .put("finishAt", plan.finishAt().truncatedTo(ChronoUnit.MILLIS).toString());
        putOwnCalls(root.putObject("ownCalls"), dryRun);
        ObjectNode channels = root.putObject("channels");
        plan.channels().forEach((name, channel) -> {
            ObjectNode one = channels.putObject(name);
            put(one.putObject("contacts"), channel.contacts());
            putCalls(one.putObject("calls"), channel.calls());
        });
        putLists(root, plan);
        ArrayNode changes = root.putArray("changes");
        plan.changes().forEach(change -> put(changes.addObject(), change, masking));
        if (dryRun.error() != null) {
            root.put("error", dryRun.error());
        }
        return JSON.writeValueAsString(root);
    }

    private static void put(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    private static void putCalls(ObjectNode node, Map<String, Long> calls) {
        ResultJson.withTotal(calls).forEach(node::put);
    }

    /** The calls that the plan itself made. */
    private static void putOwnCalls(ObjectNode node, RunResult dryRun) {
        node.put("target", PlanText.ownCalls(dryRun)).put("source", dryRun.sourceCalls());
    }

    private static void putLists(ObjectNode root, Plan plan) {
        ArrayNode notes = root.putArray("notes");
        plan.notes().forEach(notes::add);
        ArrayNode warnings = root.putArray("warnings");
        plan.dryRun()
                .warnings()
                .forEach(one -> warnings.addObject()
                        .put("field", one.getKey().field())
                        .put("reason", one.getKey().reason())
                        .put("count", one.getValue()));
        ArrayNode rejects = root.putArray("rejects");
        plan.dryRun()
                .rejects()
                .forEach(one -> rejects.addObject()
                        .put("id", one.sourceId())
                        .put("channel", one.channel())
                        .put("reason", one.reason()));
    }

    private static void put(ObjectNode node, PlannedChange change, ValueMasking masking) {
        node.put("id", change.sourceId()).put("channel", change.channel()).put("outcome", change.outcome());
        PlannedChange.Reason reason = change.reason();
        node.put("reason", reason == null ? null : reason.name().toLowerCase(Locale.ROOT));
        ArrayNode fields = node.putArray("fields");
        for (PlannedChange.Field field : change.fields()) {
            ObjectNode one = fields.addObject()
                    .put("name", field.name())
                    .put("known", !(field.before() instanceof PlannedChange.Before.Unknown));
            if (field.before() instanceof PlannedChange.Before.Value value) {
                one.put("from", masking.apply(field.name(), value.value()));
            } else {
                one.putNull("from");
            }
            one.put("to", masking.apply(field.name(), field.after()));
        }
        ArrayNode add = node.putArray("addTags");
        change.addTags().forEach(add::add);
        ArrayNode remove = node.putArray("removeTags");
        change.removeTags().forEach(remove::add);
    }
}
