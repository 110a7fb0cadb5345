package io.contactsync.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A labelled number with a horizontal bar.
 *
 * @param value the formatted number
 * @param width the bar's length, from 0 to 100
 */
record BarView(String label, String value, String width) {

    /** A number before its bar is scaled. */
    record Amount(String label, String value, double size) {

        static Amount of(String label, long count) {
            return new Amount(label, Formats.count(count), count);
        }

        static Amount of(String label, Duration time) {
            double millis = time.toNanos() / 1e6;
            String value = millis < 1_000
                    ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                    : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
            return new Amount(label, value, millis);
        }
    }

    /** Bars on a common scale; the longest has the full width. */
    static List<BarView> of(List<Amount> amounts) {
        double max = amounts.stream().mapToDouble(Amount::size).max().orElse(0);
        List<BarView> bars = new ArrayList<>();
        for (Amount amount : amounts) {
            double width = max == 0 ? 0 : amount.size() * 100 / max;
            bars.add(new BarView(amount.label(), amount.value(), SvgFormat.number(width)));
        }
        return bars;
    }
}
