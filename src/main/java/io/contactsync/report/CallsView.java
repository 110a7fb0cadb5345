package io.contactsync.report;

import io.contactsync.contact.CallKind;
import io.contactsync.report.ReportView.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The view model of the report's sections about calls. */
final class CallsView {

    private final RunReport report;

    /** The response times of a channel. */
    record Latencies(String channel, String responses, List<BarView> bars) {}

    /** A pause of a channel. */
    record PauseRow(String channel, String from, String duration, String reason) {}

    CallsView(RunReport report) {
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

    List<BarView> callKinds() {
        List<BarView.Amount> amounts = new ArrayList<>();
        for (CallKind kind : CallKind.values()) {
            amounts.add(BarView.Amount.of(kind.json(), sum(kind.json())));
        }
        amounts.add(BarView.Amount.of("to the source", report.result().sourceCalls()));
        return BarView.of(amounts);
    }

    List<Entry> retries() {
        return List.of(
                new Entry("repeated after a failure", Formats.count(sum("retries"))),
                new Entry("answered with 429, too many requests", Formats.count(sum("throttled"))));
    }

    List<CallsPerMinuteChart> charts() {
        return report.traces().stream()
                .map(trace -> CallsPerMinuteChart.of(trace, report.partStartedAt()))
                .toList();
    }

    List<Latencies> latencies() {
        return report.traces().stream()
                .filter(trace -> trace.latency().responses() > 0)
                .map(trace -> new Latencies(
                        trace.channel(), Formats.count(trace.latency().responses(), "response"), bars(trace.latency())))
                .toList();
    }

    private static List<BarView> bars(RunReport.ChannelTrace.Latency latency) {
        return BarView.of(List.of(
                BarView.Amount.of("50 % within", latency.p50()),
                BarView.Amount.of("90 % within", latency.p90()),
                BarView.Amount.of("95 % within", latency.p95()),
                BarView.Amount.of("99 % within", latency.p99()),
                BarView.Amount.of("longest", latency.max())));
    }

    List<PauseRow> pauses() {
        List<PauseRow> pauses = new ArrayList<>();
        for (RunReport.ChannelTrace trace : report.traces()) {
            for (RunReport.ChannelTrace.Pause pause : trace.pauses()) {
                String duration = Formats.exact(Duration.between(pause.from(), pause.to()));
                pauses.add(new PauseRow(
                        trace.channel(), ReportView.TIMESTAMP.format(pause.from()), duration, pause.reason()));
            }
        }
        return pauses;
    }
}
