package io.contactsync.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel's calls per minute over time: an SVG chart of bars and a line for the limit.
 *
 * <p>The height of a bar is the number of calls in the minute that ends with the bar. The limit applies to any such
 * minute, so no bar is above the line if the run keeps the limit. In a long run a minute may not be a whole number of
 * bars; then the height is the average over the smallest number of bars that makes whole minutes.
 *
 * @param width the chart's width in bars
 * @param pauses boxes drawn under the bars
 * @param limit the position of the limit's line, from the top; empty if there is no limit
 * @param scale the number of calls at the top of the chart
 * @param legend a description of the chart
 * @param from the time at the left edge
 * @param to the time at the right edge
 */
record CallsPerMinuteChart(
        String channel,
        int width,
        List<Box> bars,
        List<Box> pauses,
        String limit,
        String scale,
        String legend,
        String from,
        String to) {

    /** In units of the SVG's view box. */
    private static final double HEIGHT = 100;

    private static final int MIN_BARS = 6;
    private static final double HEADROOM = 1.1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** A rectangle of the chart with its tooltip. */
    record Box(String x, String y, String width, String height, String title) {}

    static CallsPerMinuteChart of(RunReport.ChannelTrace trace, Instant startedAt) {
        List<Double> perMinute = perMinute(trace.calls(), trace.barWidth());
        double peak = perMinute.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double top = Math.max(1, Math.max(peak, trace.limit().orElse(0)) * HEADROOM);
        int width = Math.max(MIN_BARS, perMinute.size());
        return new CallsPerMinuteChart(
                trace.channel(),
                width,
                bars(perMinute, top, trace.barWidth(), startedAt),
                trace.pauses().stream()
                        .map(pause -> box(pause, trace.barWidth(), startedAt))
                        .toList(),
                trace.limit()
                        .map(limit -> SvgFormat.number(HEIGHT - limit * HEIGHT / top))
                        .orElse(""),
                Formats.count(Math.round(top)),
                legend(trace, peak),
                TIME.format(startedAt),
                TIME.format(startedAt.plus(trace.barWidth().multipliedBy(width))));
    }

    /** The calls in the minute that ends with each bar, or an average if a minute is not a whole number of bars. */
    static List<Double> perMinute(List<Long> calls, Duration barWidth) {
        int windowBars = 1;
        while (barWidth.multipliedBy(windowBars).toSeconds() % 60 != 0) {
            windowBars++;
        }
        double minutes = barWidth.multipliedBy(windowBars).toSeconds() / 60.0;
        List<Double> perMinute = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < calls.size(); i++) {
            sum += calls.get(i) - (i < windowBars ? 0 : calls.get(i - windowBars));
            perMinute.add(sum / minutes);
        }
        return perMinute;
    }

    private static List<Box> bars(List<Double> perMinute, double top, Duration barWidth, Instant startedAt) {
        List<Box> bars = new ArrayList<>();
        for (int i = 0; i < perMinute.size(); i++) {
            double height = perMinute.get(i) * HEIGHT / top;
            String time = TIME.format(startedAt.plus(barWidth.multipliedBy(i + 1L)));
            String title = Formats.count(Math.round(perMinute.get(i))) + " per minute at " + time;
            bars.add(new Box(
                    Integer.toString(i), SvgFormat.number(HEIGHT - height), "1", SvgFormat.number(height), title));
        }
        return bars;
    }

    private static Box box(RunReport.ChannelTrace.Pause pause, Duration barWidth, Instant startedAt) {
        double x = Math.max(0, widthInBars(startedAt, pause.from(), barWidth));
        double width = Math.max(0, widthInBars(startedAt, pause.to(), barWidth) - x);
        return new Box(SvgFormat.number(x), "0", SvgFormat.number(width), SvgFormat.number(HEIGHT), pause.reason());
    }

    private static double widthInBars(Instant from, Instant to, Duration barWidth) {
        return (double) Duration.between(from, to).toMillis() / barWidth.toMillis();
    }

    private static String legend(RunReport.ChannelTrace trace, double peak) {
        String text = "most in one minute: " + Formats.count(Math.round(peak));
        return trace.limit()
                .map(limit -> text + "; limit: " + Formats.count(limit) + " (the line)")
                .orElse(text + "; no limit");
    }
}
