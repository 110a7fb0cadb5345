package io.contactsync.report.html;

import io.contactsync.contact.target.CallKind;
import io.contactsync.report.RunResult;
import io.contactsync.report.Spoken;
import io.contactsync.report.html.PageView.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a report says of the run's calls, as its template asks for it. */
final class TrafficView {

    private final RunReport report;

    /** A channel's latencies. */
    record Latencies(String channel, String answers, List<Gauge> gauges) {}

    /** A pause of a channel. */
    record Paused(String channel, String from, String lasted, String why) {}

    TrafficView(RunReport report) {
        this.report = report;
    }

    /** Calls to the target, every attempt. */
    long total() {
        return Arrays.stream(CallKind.values())
                .mapToLong(kind -> sum(kind.json()))
                .sum();
    }

    private long sum(String counted) {
        return report.result().channels().values().stream()
                .map(RunResult.Channel::calls)
                .mapToLong(calls -> calls.getOrDefault(counted, 0L))
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

    List<Entry> repeats() {
        return List.of(
                new Entry("repeated after a failure", Spoken.count(sum("retries"))),
                new Entry("answered 429, too many requests", Spoken.count(sum("throttled"))));
    }

    List<MinuteChart> charts() {
        return report.traces().stream()
                .map(trace -> MinuteChart.of(trace, report.partBegan()))
                .toList();
    }

    List<Latencies> latencies() {
        return report.traces().stream()
                .filter(trace -> trace.latency().answers() > 0)
                .map(trace -> new Latencies(
                        trace.channel(), Spoken.count(trace.latency().answers()), gauges(trace.latency())))
                .toList();
    }

    private static List<Gauge> gauges(Trace.Latency latency) {
        return Gauge.of(List.of(
                Gauge.Amount.of("half within", latency.p50()),
                Gauge.Amount.of("90 % within", latency.p90()),
                Gauge.Amount.of("95 % within", latency.p95()),
                Gauge.Amount.of("99 % within", latency.p99()),
                Gauge.Amount.of("longest", latency.max())));
    }

    List<Paused> pauses() {
        List<Paused> pauses = new ArrayList<>();
        for (Trace trace : report.traces()) {
            for (Trace.Pause pause : trace.pauses()) {
                String lasted = Spoken.exact(Duration.between(pause.from(), pause.to()));
                pauses.add(new Paused(trace.channel(), PageView.MOMENT.format(pause.from()), lasted, pause.why()));
            }
        }
        return pauses;
    }
}
