package io.contactsync.report;

import io.contactsync.support.TextLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a run's status as text. */
public final class StatusText {
    private static final List<String> OUTCOMES =
            List.of("created", "updated", "unchanged", "skipped", "rejected", "missing");

    private StatusText() {}

    /**
     * The status of one run as lines of text.
     *
     * @param jobFile the job file's path, for the suggested commands
     */
    public static String of(RunStatus status, String jobFile) {
        if (status.isWithoutDetails()) {
            return new TextLines()
                    .add("the last run of " + status.job() + " is " + status.status()
                            + "; nothing more is known about it")
                    .toString();
        }
        TextLines text = new TextLines()
                .add("%s run %d is %s, started %s%s"
                        .formatted(
                                status.job(),
                                status.run(),
                                status.status(),
                                status.startedAt(),
                                status.status() == RunStatus.State.RUNNING
                                        ? " (process " + status.process().pid() + ")"
                                        : ", as of " + status.at()));
        if (status.error() != null) {
            text.add("  error       " + status.error());
        }
        text.add("  contacts    " + done(status) + outcomes(status.contacts()));
        text.add("  calls       " + status.calls() + clients(status));
        status.secondsLeft()
                .ifPresent(seconds -> text.add("  left        about " + format(Duration.ofSeconds(seconds))));
        status.checkpoints()
                .forEach((channel, position) -> text.add("  checkpoint  " + channel + ": after " + position));
        String next = next(status, jobFile);
        return (next.isEmpty() ? text : text.add(next)).toString();
    }

    private static String next(RunStatus status, String jobFile) {
        if (status.status().isResumable()) {
            return "next: contact-sync run " + jobFile + "   continues where this run stopped";
        }
        return status.contacts().getOrDefault("rejected", 0L) > 0 && status.status() == RunStatus.State.COMPLETED
                ? "next: contact-sync rejects " + jobFile + "   lists what was rejected and why"
                : "";
    }

    private static String done(RunStatus status) {
        return status.contacts().getOrDefault("read", 0L)
                + (status.total().isPresent() ? "/" + status.total().getAsLong() : "")
                + " done";
    }

    private static String outcomes(Map<String, Long> contacts) {
        List<String> parts = new ArrayList<>();
        for (String outcome : OUTCOMES) {
            long count = contacts.getOrDefault(outcome, 0L);
            if (count > 0) {
                parts.add(count + " " + outcome);
            }
        }
        return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    }

    private static String clients(RunStatus status) {
        StringBuilder text = new StringBuilder();
        for (RunStatus.Client client : status.clients()) {
            text.append("; ")
                    .append(client.name())
                    .append(' ')
                    .append(client.callsLastMinute())
                    .append(client.limit().isPresent() ? "/" + client.limit().getAsLong() : "")
                    .append(" in the last minute")
                    .append(problem(client));
        }
        return text.toString();
    }

    private static String problem(RunStatus.Client client) {
        if (client.pausedSeconds() > 0) {
            return ", paused for " + Formats.approximate(Duration.ofSeconds(client.pausedSeconds())) + " after a 429";
        }
        return client.failingSeconds() > 0
                ? ", no call has succeeded for " + Formats.approximate(Duration.ofSeconds(client.failingSeconds()))
                : "";
    }

    private static String format(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** The last runs of several jobs as a table with a heading. */
    public static String table(List<RunStatus> all) {
        int width = all.stream().mapToInt(one -> one.job().length()).max().orElse(0);
        String format = "%-" + Math.max(3, width) + "s  %5s  %-9s  %9s  %9s  %9s  %9s  %s";
        TextLines table = new TextLines()
                .add(String.format(
                        Locale.ROOT, format, "job", "run", "status", "read", "written", "rejected", "calls", "as of"));
        for (RunStatus one : all) {
            Map<String, Long> contacts = one.contacts();
            if (one.isWithoutDetails()) {
                table.add(String.format(Locale.ROOT, format, one.job(), "-", one.status(), "-", "-", "-", "-", "-"));
                continue;
            }
            table.add(String.format(
                    Locale.ROOT,
                    format,
                    one.job(),
                    one.run(),
                    one.status(),
                    contacts.getOrDefault("read", 0L),
                    contacts.getOrDefault("created", 0L) + contacts.getOrDefault("updated", 0L),
                    contacts.getOrDefault("rejected", 0L),
                    one.calls(),
                    one.at()));
        }
        return table.toString();
    }
}
