package io.contactsync.report.html;

import io.contactsync.contact.target.CallKind;
import io.contactsync.report.RunResult;
import io.contactsync.report.Spoken;
import io.contactsync.report.html.PageView.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The view model of the report's sections about calls. */
final class TrafficView {

    private final RunReport report;

    /** The response times of a channel. */
    record Latencies(String channel, String responses, List<Gauge> bars) {}

    /** A pause of a channel. */
    record PauseRow(String channel, String from, String duration, String reason) {}

    TrafficView(RunReport report) {
        this.report = report;
    }

    /** The number of calls to the target, including every retry. */
    long total() {
        return Arrays.stream(CallKind.values())
                .mapToLong(kind -> sum(kind.json()))
                .sum();
    }

    private long sum(String counter) {
        return report.result().channels().values().stream()
                .map(RunResult.Channel::calls)
                .mapToLong(calls -> calls.getOrDefault(counter, 0L))
                .sum();
    }

    List<Gauge> callKinds() {
        List<Gauge.Amount> amounts = new ArrayList<>();
        for (CallKind kind : CallKind.values()) {
            amounts.add(Gauge.Amount.of(kind.json(), sum(kind.json())));
        }
        amounts.add(Gauge.Amount.of("to the source", report.result().sourceCalls()));
        return Gauge.of(amounts);
    }

    List<Entry> retries() {
        return List.of(
                new Entry("repeated after a failure", Spoken.count(sum("retries"))),
                new Entry("answered with 429, too many requests", Spoken.count(sum("throttled"))));
    }

    List<MinuteChart> charts() {
        return report.traces().stream()
                .map(trace -> MinuteChart.of(trace, report.partStartedAt()))
                .toList();
    }

    List<Latencies> latencies() {
        return report.traces().stream()
                .filter(trace -> trace.latency().responses() > 0)
                .map(trace -> new Latencies(
                        trace.channel(), Spoken.count(trace.latency().responses(), "response"), bars(trace.latency())))
                .toList();
    }

    private static List<Gauge> bars(Trace.Latency latency) {
        return Gauge.of(List.of(
                Gauge.Amount.of("50 % within", latency.p50()),
                Gauge.Amount.of("90 % within", latency.p90()),
                Gauge.Amount.of("95 % within", latency.p95()),
                Gauge.Amount.of("99 % within", latency.p99()),
                Gauge.Amount.of("longest", latency.max())));
    }

    List<PauseRow> pauses() {
        List<PauseRow> pauses = new ArrayList<>();
        for (Trace trace : report.traces()) {
            for (Trace.Pause pause : trace.pauses()) {
                String duration = Spoken.exact(Duration.between(pause.from(), pause.to()));
                pauses.add(new PauseRow(
                        trace.channel(), PageView.TIMESTAMP.format(pause.from()), duration, pause.reason()));
            }
        }
        return pauses;
    }
}
