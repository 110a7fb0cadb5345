package io.contactsync.report.html;

import io.contactsync.report.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A number with a bar beside it, of a list whose bars can be compared.
 *
 * @param label what it is
 * @param value it, in words
 * @param width how long the bar is, of 100
 */
record Gauge(String label, String value, String width) {

    /** One thing to compare. */
    record Amount(String label, String value, double size) {

        static Amount of(String label, long count) {
            return new Amount(label, Spoken.count(count), count);
        }

        static Amount of(String label, Duration time) {
            double millis = time.toNanos() / 1e6;
            String value = millis < 1_000
                    ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                    : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
            return new Amount(label, value, millis);
        }
    }

    /** Gauges of which the longest is as long as there is room. */
    static List<Gauge> of(List<Amount> amounts) {
        double most = amounts.stream().mapToDouble(Amount::size).max().orElse(0);
        List<Gauge> gauges = new ArrayList<>();
        for (Amount amount : amounts) {
            double width = most == 0 ? 0 : amount.size() * 100 / most;
            gauges.add(new Gauge(amount.label(), amount.value(), Svg.number(width)));
        }
        return gauges;
    }
}
