package io.contactsync.report.html;

import io.contactsync.report.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel's calls a minute over time, as an SVG of bars under the line of the limit.
 *
 * <p>A bar is as high as the calls of the minute that ends with it: that is what the limit speaks of, so no bar of a
 * run that keeps the limit is above the line. In a long run, whose bars each cover more than a minute can be divided
 * into, it is the average of the least time that is whole minutes.
 *
 * @param channel the channel's name
 * @param width how many bars there is room for
 * @param bars the bars
 * @param pauses the pauses behind them
 * @param limit how high the limit's line is, from the top; empty without a limit
 * @param scale what the top stands for
 * @param legend what is shown, in words
 * @param from the time at the left
 * @param to the time at the right
 */
record MinuteChart(
        String channel,
        int width,
        List<Box> bars,
        List<Box> pauses,
        String limit,
        String scale,
        String legend,
        String from,
        String to) {

    /** As high as the drawing is, in its own units. */
    private static final double HEIGHT = 100;

    private static final int LEAST_BARS = 6;
    private static final double AIR = 1.1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** A box of the drawing and what it stands for. */
    record Box(String x, String y, String width, String height, String title) {}

    static MinuteChart of(Trace trace, Instant began) {
        List<Double> perMinute = perMinute(trace.calls(), trace.barWidth());
        double peak = perMinute.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double top = Math.max(1, Math.max(peak, trace.limit().orElse(0)) * AIR);
        int room = Math.max(LEAST_BARS, perMinute.size());
        return new MinuteChart(
                trace.channel(),
                room,
                bars(perMinute, top, trace.barWidth(), began),
                trace.pauses().stream()
                        .map(pause -> box(pause, trace.barWidth(), began))
                        .toList(),
                trace.limit()
                        .map(limit -> Svg.number(HEIGHT - limit * HEIGHT / top))
                        .orElse(""),
                Spoken.count(Math.round(top)),
                legend(trace, peak),
                TIME.format(began),
                TIME.format(began.plus(trace.barWidth().multipliedBy(room))));
    }

    /** Calls in the minute that ends with each bar; where no whole number of bars makes a minute, an average. */
    static List<Double> perMinute(List<Long> calls, Duration barWidth) {
        int together = 1;
        while (barWidth.multipliedBy(together).toSeconds() % 60 != 0) {
            together++;
        }
        double minutes = barWidth.multipliedBy(together).toSeconds() / 60.0;
        List<Double> perMinute = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < calls.size(); i++) {
            sum += calls.get(i) - (i < together ? 0 : calls.get(i - together));
            perMinute.add(sum / minutes);
        }
        return perMinute;
    }

    private static List<Box> bars(List<Double> perMinute, double top, Duration barWidth, Instant began) {
        List<Box> bars = new ArrayList<>();
        for (int i = 0; i < perMinute.size(); i++) {
            double height = perMinute.get(i) * HEIGHT / top;
            String when = TIME.format(began.plus(barWidth.multipliedBy(i + 1L)));
            String title = Spoken.count(Math.round(perMinute.get(i))) + " a minute at " + when;
            bars.add(new Box(Integer.toString(i), Svg.number(HEIGHT - height), "1", Svg.number(height), title));
        }
        return bars;
    }

    private static Box box(Trace.Pause pause, Duration barWidth, Instant began) {
        double x = Math.max(0, bars(began, pause.from(), barWidth));
        double width = Math.max(0, bars(began, pause.to(), barWidth) - x);
        return new Box(Svg.number(x), "0", Svg.number(width), Svg.number(HEIGHT), pause.why());
    }

    private static double bars(Instant from, Instant to, Duration barWidth) {
        return (double) Duration.between(from, to).toMillis() / barWidth.toMillis();
    }

    private static String legend(Trace trace, double peak) {
        String most = "most in one minute: " + Spoken.count(Math.round(peak));
        return trace.limit()
                .map(limit -> most + "; limit: " + Spoken.count(limit) + " (the line)")
                .orElse(most + "; no limit");
    }
}
