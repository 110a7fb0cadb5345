package io.contactsync.plan;

import io.contactsync.contact.CallKind;
import io.contactsync.plan.PlannedChange.Before;
import io.contactsync.report.DiffStyle;
import io.contactsync.report.Formats;
import io.contactsync.report.RunResult;
import io.contactsync.report.ValueMasking;
import io.contactsync.support.TextLines;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a plan as text: samples of the changes, counts, reasons, calls and time. */
final class PlanText {
    private static final int MAX_REJECTS_SHOWN = 5;

    private final Plan plan;
    private final ValueMasking masking;
    private final DiffStyle style;
    private final TextLines lines = new TextLines();

    private PlanText(Plan plan, ValueMasking masking, DiffStyle style) {
        this.plan = plan;
        this.masking = masking;
        this.style = style;
    }

    /**
     * A plan as lines of text.
     *
     * @param jobFile the job file's path, for the suggested commands
     */
    static String of(Plan plan, String jobFile, ValueMasking masking, DiffStyle style) {
        PlanText text = new PlanText(plan, masking, style);
        plan.changes().forEach(text::appendChange);
        text.appendTotals();
        text.appendProblems();
        plan.notes().forEach(note -> text.line("note: " + note));
        text.appendNextStep(jobFile);
        return text.lines.toString();
    }

    private void line(String line) {
        lines.add(line);
    }

    private void appendChange(PlannedChange change) {
        PlannedChange.Reason reason = change.reason();
        String head = "%s (%s): %s%s"
                .formatted(
                        change.sourceId(),
                        change.channel(),
                        change.outcome().equals("toLookUp")
                                ? "would be looked up; if it is new:"
                                : "would be " + change.outcome(),
                        reason == null ? "" : " (" + reason.json() + ")");
        if (change.outcome().equals("created")) {
            style.added(lines, "+ " + head);
        } else {
            style.changed(lines, "~ " + head);
        }
        change.fields().forEach(this::appendField);
        change.addTags().forEach(tag -> style.added(lines, "    + tag " + tag));
        change.removeTags().forEach(tag -> style.removed(lines, "    - tag " + tag));
    }

    private void appendField(PlannedChange.Field field) {
        String after = masking.apply(field.name(), field.after());
        if (field.before() instanceof Before.Value before) {
            style.removed(lines, "    - " + field.name() + ": " + masking.apply(field.name(), before.value()));
        } else if (field.before() instanceof Before.Unknown) {
            style.removed(lines, "    - " + field.name() + ": (only its hash is known)");
        }
        style.added(lines, "    + " + field.name() + ": " + after);
    }

    private void appendTotals() {
        if (!plan.changes().isEmpty()) {
            line("");
        }
        Map<String, Long> contacts = new LinkedHashMap<>(plan.contacts());
        long read = contacts.getOrDefault("read", 0L);
        contacts.remove("read");
        line("%s would read %s: %s"
                .formatted(plan.dryRun().job(), Formats.count(read, "contact"), list(contacts, "nothing")));
        if (plan.channels().size() > 1) {
            plan.channels().forEach((name, channel) -> {
                Map<String, Long> own = new LinkedHashMap<>(channel.contacts());
                own.remove("read");
                line("  " + name + ": " + list(own, "nothing") + "; calls " + list(channel.calls(), "none"));
            });
        }
        Map<String, Long> reasons = plan.reasons().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().json(), Map.Entry::getValue, Long::sum, LinkedHashMap::new));
        if (plan.reasons().values().stream().anyMatch(count -> count > 0)) {
            line("reasons: " + list(reasons, "none"));
        }
        long toLookUp = contacts.getOrDefault("toLookUp", 0L);
        line("calls: " + list(plan.calls(), "none")
                + (toLookUp > 0 ? " (at most, if all contacts to look up are new)" : "") + "; to the source: "
                + plan.dryRun().sourceCalls());
        line("time: %s at the job's rate limit; a run started now would finish at %s"
                .formatted(time(plan.minutes()), plan.finishAt().truncatedTo(ChronoUnit.SECONDS)));
        line("this plan itself made %s to the target and %d to the source"
                .formatted(
                        Formats.count(ownCalls(plan.dryRun()), "call"),
                        plan.dryRun().sourceCalls()));
    }

    private static String time(double minutes) {
        if (minutes < 1) {
            return "less than a minute";
        }
        long whole = Math.round(minutes);
        return "about " + (whole < 120 ? whole + " min" : "%d h %d min".formatted(whole / 60, whole % 60));
    }

    static long ownCalls(RunResult dryRun) {
        long calls = 0;
        for (RunResult.Channel channel : dryRun.channels().values()) {
            for (CallKind kind : CallKind.values()) {
                calls += channel.calls().getOrDefault(kind.json(), 0L);
            }
        }
        return calls;
    }

    private static String list(Map<String, Long> counts, String none) {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> {
            if (count > 0) {
                parts.add(count + " " + (name.equals("toLookUp") ? "to look up" : name));
            }
        });
        return parts.isEmpty() ? none : String.join(", ", parts);
    }

    private void appendProblems() {
        plan.dryRun().rejects().stream()
                .limit(MAX_REJECTS_SHOWN)
                .forEach(one ->
                        line("would be rejected: " + one.sourceId() + " (" + one.channel() + "): " + one.reason()));
        plan.dryRun()
                .warnings()
                .forEach(one -> line("warning: %s: %s (%s)"
                        .formatted(
                                one.getKey().field(),
                                one.getKey().reason(),
                                Formats.count(one.getValue(), "contact"))));
        String error = plan.dryRun().error();
        if (error != null) {
            line("the run would not complete: " + error);
        } else if (plan.dryRun().status() != RunResult.Status.COMPLETED) {
            line("the plan was stopped: it covers only the contacts read so far");
        }
    }

    private void appendNextStep(String jobFile) {
        if (plan.contacts().getOrDefault("toLookUp", 0L) > 0) {
            line("next: contact-sync plan --lookup " + jobFile + "   asks the target which contacts it already has");
        } else if (plan.hasChanges()) {
            line("next: contact-sync run " + jobFile);
        }
    }
}
