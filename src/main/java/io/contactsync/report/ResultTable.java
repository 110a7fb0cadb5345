package io.contactsync.report;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Outcome;
import io.contactsync.support.TextLines;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a run's result as a short table with the next steps. */
public final class ResultTable {

    private static final int MAX_REJECTS_SHOWN = 5;

    private ResultTable() {}

    /**
     * A result as lines of text.
     *
     * @param jobFile the job file's path, for the suggested commands
     */
    public static String of(RunResult result, String jobFile) {
        TextLines text = new TextLines();
        text.add(headline(result)).add("");
        text.add(row("", "read", "created", "updated", "unchanged", "skipped", "rejected", "missing", "calls"));
        if (result.channels().size() > 1) {
            result.channels()
                    .forEach((name, channel) -> text.add(row(name, channel.contacts(), total(channel.calls()))));
        }
        long calls = result.channels().values().stream()
                .mapToLong(one -> total(one.calls()))
                .sum();
        String label = result.channels().size() > 1
                ? "all"
                : result.channels().keySet().stream().findFirst().orElse("all");
        text.add(row(label, result.contacts(), calls)).add("");
        text.add(calls(result));
        result.warnings()
                .forEach(one -> text.add("warning: %s: %s (%s)"
                        .formatted(
                                one.getKey().field(),
                                one.getKey().reason(),
                                Formats.count(one.getValue(), "contact"))));
        addRejects(text, result);
        if (result.report() != null) {
            text.add("report: " + result.report());
        }
        NextStep.after(result, jobFile).forEach(step -> text.add("next: " + step.command() + "   " + step.purpose()));
        return text.toString();
    }

    private static String headline(RunResult result) {
        Duration duration = Duration.between(result.startedAt(), result.finishedAt());
        String error = result.error() == null ? "" : ": " + result.error();
        return "%s run %d %s in %s%s%s"
                .formatted(
                        result.job(),
                        result.run(),
                        result.status().json(),
                        Formats.exact(duration),
                        result.resumed() ? " (resumed)" : "",
                        error);
    }

    private static String row(String label, OutcomeCounts counts, long calls) {
        return row(
                label,
                Long.toString(counts.read()),
                Long.toString(counts.of(Outcome.CREATED)),
                Long.toString(counts.of(Outcome.UPDATED)),
                Long.toString(counts.of(Outcome.UNCHANGED)),
                Long.toString(counts.of(Outcome.SKIPPED)),
                Long.toString(counts.of(Outcome.REJECTED)),
                Long.toString(counts.missing()),
                Long.toString(calls));
    }

    private static String row(String label, String... cells) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-14s", label));
        for (String cell : cells) {
            row.append(String.format(Locale.ROOT, "%10s", cell));
        }
        return row.toString();
    }

    private static long total(Map<String, Long> calls) {
        long total = 0;
        for (CallKind kind : CallKind.values()) {
            total += calls.getOrDefault(kind.json(), 0L);
        }
        return total;
    }

    private static String calls(RunResult result) {
        Map<String, Long> sums = result.channels().values().stream()
                .flatMap(channel -> channel.calls().entrySet().stream())
                .filter(one -> one.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, java.util.TreeMap::new));
        String list = sums.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return "calls: " + (list.isEmpty() ? "none" : list) + "; to the source: " + result.sourceCalls();
    }

    private static void addRejects(TextLines text, RunResult result) {
        result.rejects().stream()
                .limit(MAX_REJECTS_SHOWN)
                .forEach(one -> text.add("rejected: " + one.sourceId() + " (" + one.channel() + "): " + one.reason()));
        long more = result.contacts().of(Outcome.REJECTED)
                - Math.min(MAX_REJECTS_SHOWN, result.rejects().size());
        if (more > 0) {
            text.add("and " + more + " more rejected");
        }
    }
}
