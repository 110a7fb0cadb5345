package io.contactsync.report.html;

import io.contactsync.contact.Outcome;
import io.contactsync.report.Counts;
import io.contactsync.report.NextStep;
import io.contactsync.report.RunResult;
import io.contactsync.report.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A report as its template asks for it: words and numbers ready to be read. */
final class PageView {

    static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final RunReport report;
    private final RunResult result;

    /** A name and what it stands for. */
    record Entry(String name, String value) {}

    /** A field that something was wrong with, and how often. */
    record Warned(String field, String reason, String count) {}

    /** A refused contact. */
    record Refused(String id, String channel, String reason, String attempts) {}

    PageView(RunReport report) {
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

    /** The colour of the status. */
    String mood() {
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
        facts.add(new Entry("Started", MOMENT.format(result.startedAt())));
        facts.add(new Entry("Finished", MOMENT.format(result.finishedAt())));
        facts.add(new Entry("Took", Spoken.exact(Duration.between(result.startedAt(), result.finishedAt()))));
        if (result.resumed()) {
            facts.add(new Entry("Resumed", MOMENT.format(report.partBegan())));
        }
        return facts;
    }

    boolean resumed() {
        return result.resumed();
    }

    /** The figures to be seen first. */
    List<Entry> headlines() {
        Counts contacts = result.contacts();
        List<Entry> entries = new ArrayList<>();
        contacts.byName().forEach((name, count) -> {
            if (count > 0 || List.of("read", "created", "updated", "rejected").contains(name)) {
                entries.add(new Entry(name, Spoken.count(count)));
            }
        });
        entries.add(new Entry("calls", Spoken.count(traffic().total())));
        return entries;
    }

    List<OutcomeRow> sheet() {
        List<OutcomeRow> rows = new ArrayList<>();
        result.channels().forEach((name, channel) -> rows.add(OutcomeRow.of(name, channel.contacts())));
        if (rows.size() != 1) {
            rows.add(OutcomeRow.of("all channels", result.contacts()));
        }
        return rows;
    }

    TrafficView traffic() {
        return new TrafficView(report);
    }

    List<Warned> warnings() {
        return result.warnings().stream()
                .map(one -> new Warned(one.getKey().field(), one.getKey().reason(), Spoken.count(one.getValue())))
                .toList();
    }

    List<Refused> rejects() {
        return report.rejects().stream()
                .map(one -> new Refused(one.sourceId(), one.channel(), one.reason(), Integer.toString(one.attempts())))
                .toList();
    }

    /** How many rejects are not in the list; empty for none. */
    String unlisted() {
        long more = result.contacts().of(Outcome.REJECTED) - report.rejects().size();
        return more > 0 ? Spoken.count(more) : "";
    }

    String rejectsCommand() {
        return "contact-sync rejects " + report.jobFile() + " --csv rejects.csv";
    }

    List<NextStep> next() {
        return NextStep.after(result, report.jobFile());
    }

    List<Entry> settings() {
        return report.settings().entrySet().stream()
                .map(one -> new Entry(one.getKey(), one.getValue()))
                .toList();
    }

    String made() {
        return MOMENT.format(Instant.now());
    }
}
