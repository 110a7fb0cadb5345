package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The view model of the report's template: formatted texts and numbers. */
final class ReportView {

    static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final RunReport report;
    private final RunResult result;

    /** A name and its value. */
    record Entry(String name, String value) {}

    /** A warning about a field, and how often it occurred. */
    record WarningRow(String field, String reason, String count) {}

    /** A rejected contact. */
    record RejectRow(String id, String channel, String reason, String attempts) {}

    ReportView(RunReport report) {
        this.report = report;
        this.result = report.result();
    }

    String job() {
        return result.job();
    }

    String run() {
        return Integer.toString(result.run());
    }

    String status() {
        return switch (result.status()) {
            case COMPLETED -> hasRejects() ? "Completed, some contacts rejected" : "Completed";
            case STOPPED -> "Stopped";
            case FAILED -> "Failed";
            case TOKEN_REFUSED -> "Failed: a token was refused";
        };
    }

    /** The CSS class for the status. */
    String statusClass() {
        return switch (result.status()) {
            case COMPLETED -> hasRejects() ? "careful" : "good";
            case STOPPED -> "careful";
            case FAILED, TOKEN_REFUSED -> "bad";
        };
    }

    private boolean hasRejects() {
        return result.contacts().of(Outcome.REJECTED) > 0;
    }

    String error() {
        return result.error() == null ? "" : result.error();
    }

    List<Entry> facts() {
        List<Entry> facts = new ArrayList<>();
        facts.add(new Entry("Started", TIMESTAMP.format(result.startedAt())));
        facts.add(new Entry("Finished", TIMESTAMP.format(result.finishedAt())));
        facts.add(new Entry("Duration", Formats.exact(Duration.between(result.startedAt(), result.finishedAt()))));
        if (result.resumed()) {
            facts.add(new Entry("Resumed", TIMESTAMP.format(report.partStartedAt())));
        }
        return facts;
    }

    boolean resumed() {
        return result.resumed();
    }

    /** The figures at the top of the page. */
    List<Entry> keyFigures() {
        OutcomeCounts contacts = result.contacts();
        List<Entry> entries = new ArrayList<>();
        contacts.byName().forEach((name, count) -> {
            if (count > 0 || List.of("read", "created", "updated", "rejected").contains(name)) {
                entries.add(new Entry(name, Formats.count(count)));
            }
        });
        entries.add(new Entry("calls", Formats.count(calls().total())));
        return entries;
    }

    List<OutcomeRow> outcomes() {
        List<OutcomeRow> rows = new ArrayList<>();
        result.channels().forEach((name, channel) -> rows.add(OutcomeRow.of(name, channel.contacts())));
        if (rows.size() != 1) {
            rows.add(OutcomeRow.of("all channels", result.contacts()));
        }
        return rows;
    }

    CallsView calls() {
        return new CallsView(report);
    }

    List<WarningRow> warnings() {
        return result.warnings().stream()
                .map(one -> new WarningRow(one.getKey().field(), one.getKey().reason(), Formats.count(one.getValue())))
                .toList();
    }

    List<RejectRow> rejects() {
        return report.rejects().stream()
                .map(one ->
                        new RejectRow(one.sourceId(), one.channel(), one.reason(), Integer.toString(one.attempts())))
                .toList();
    }

    /** The number of rejects that are not in the list; empty if all are. */
    String unlistedRejects() {
        long more = result.contacts().of(Outcome.REJECTED) - report.rejects().size();
        return more > 0 ? Formats.count(more) : "";
    }

    String rejectsCommand() {
        return "contact-sync rejects " + report.jobFile() + " --csv rejects.csv";
    }

    List<NextStep> nextSteps() {
        return NextStep.after(result, report.jobFile());
    }

    List<Entry> settings() {
        return report.settings().entrySet().stream()
                .map(one -> new Entry(one.getKey(), one.getValue()))
                .toList();
    }

    String createdAt() {
        return TIMESTAMP.format(Instant.now());
    }
}
