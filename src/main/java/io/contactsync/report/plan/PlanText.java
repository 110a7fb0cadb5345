package io.contactsync.report.plan;

import io.contactsync.contact.target.CallKind;
import io.contactsync.report.RunResult;
import io.contactsync.report.plan.PlannedChange.Before;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people: counts, reasons, calls, time, and samples of what would change. */
public final class PlanText {
    private final Plan plan;
    private final Masking masking;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    private PlanText(Plan plan, Masking masking, Ink ink) {
        this.plan = plan;
        this.masking = masking;
        this.ink = ink;
    }

    /**
     * Renders a plan.
     *
     * @param plan what a run would do
     * @param jobFile the job file's path, for the commands that it suggests
     * @param masking how values are shown
     * @param ink how differences are drawn
     * @return lines of text
     */
    public static String of(Plan plan, String jobFile, Masking masking, Ink ink) {
        PlanText text = new PlanText(plan, masking, ink);
        plan.changes().forEach(text::change);
        text.sums();
        text.rejects();
        plan.notes().forEach(note -> text.line("note: " + note));
        text.next(jobFile);
        return text.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void change(PlannedChange change) {
        Reason reason = change.reason();
        String head = "%s (%s): %s%s"
                .formatted(
                        change.sourceId(),
                        change.channel(),
                        change.outcome().equals("toLookUp")
                                ? "to be looked up; if it is new:"
                                : "would be " + change.outcome(),
                        reason == null ? "" : ", because of " + reason.json());
        line(change.outcome().equals("created") ? ink.added("+ " + head) : ink.changed("~ " + head));
        change.fields().forEach(this::field);
        change.addTags().forEach(tag -> line(ink.added("    + tag " + tag)));
        change.removeTags().forEach(tag -> line(ink.removed("    - tag " + tag)));
    }

    private void field(PlannedChange.Field field) {
        String after = masking.show(field.name(), field.after());
        if (field.before() instanceof Before.Value before) {
            line(ink.removed("    - " + field.name() + ": " + masking.show(field.name(), before.value())));
        } else if (field.before() instanceof Before.Unknown) {
            line(ink.removed("    - " + field.name() + ": (known by its hash only)"));
        }
        line(ink.added("    + " + field.name() + ": " + after));
    }

    private void sums() {
        if (!plan.changes().isEmpty()) {
            line("");
        }
        Map<String, Long> contacts = new java.util.LinkedHashMap<>(plan.contacts());
        long read = contacts.getOrDefault("read", 0L);
        contacts.remove("read");
        line("%s would read %d contacts: %s".formatted(plan.rehearsed().job(), read, list(contacts, "nothing")));
        if (plan.channels().size() > 1) {
            plan.channels().forEach((name, part) -> {
                Map<String, Long> own = new java.util.LinkedHashMap<>(part.contacts());
                own.remove("read");
                line("  " + name + ": " + list(own, "nothing") + "; calls " + list(part.calls(), "none"));
            });
        }
        Map<String, Long> reasons = plan.reasons().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().json(), Map.Entry::getValue, Long::sum, java.util.LinkedHashMap::new));
        if (plan.reasons().values().stream().anyMatch(count -> count > 0)) {
            line("because of: " + list(reasons, "nothing"));
        }
        long open = contacts.getOrDefault("toLookUp", 0L);
        line("calls: " + list(plan.calls(), "none")
                + (open > 0 ? " (at most, if all that are to be looked up are new)" : "") + "; to the source: "
                + plan.rehearsed().sourceCalls());
        line("time: %s at the job's pace; begun now, done at %s"
                .formatted(time(plan.minutes()), plan.finishAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        line("this plan itself made %d calls to the target and %d to the source"
                .formatted(ownCalls(plan.rehearsed()), plan.rehearsed().sourceCalls()));
    }

    private static String time(double minutes) {
        if (minutes < 1) {
            return "less than a minute";
        }
        long whole = Math.round(minutes);
        return "about " + (whole < 120 ? whole + " min" : "%d h %d min".formatted(whole / 60, whole % 60));
    }

    static long ownCalls(RunResult rehearsed) {
        long calls = 0;
        for (RunResult.Channel channel : rehearsed.channels().values()) {
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

    private void rejects() {
        plan.rehearsed().rejects().stream()
                .limit(5)
                .forEach(one ->
                        line("would be rejected: " + one.sourceId() + " (" + one.channel() + "): " + one.reason()));
        plan.rehearsed()
                .warnings()
                .forEach(one -> line("warning: %s: %s (%d contacts)"
                        .formatted(one.getKey().field(), one.getKey().reason(), one.getValue())));
        String error = plan.rehearsed().error();
        if (error != null) {
            line("the run would not get to its end: " + error);
        } else if (plan.rehearsed().status() != RunResult.Status.COMPLETED) {
            line("the plan was stopped: it tells only of what was read until then");
        }
    }

    private void next(String jobFile) {
        if (plan.contacts().getOrDefault("toLookUp", 0L) > 0) {
            line("next: contact-sync plan --lookup " + jobFile + "   asks the target who is there already");
        } else if (plan.hasSomethingToDo()) {
            line("next: contact-sync run " + jobFile);
        }
    }
}
