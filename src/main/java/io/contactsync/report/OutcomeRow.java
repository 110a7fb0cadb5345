package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One row of the outcome table, with a stacked bar of its outcomes.
 *
 * @param name the channel's name, or a label for all channels
 * @param cells the counts, in the order of {@link OutcomeCounts#byName()}
 * @param parts the segments of the bar, whose total width is 100
 * @param summary the outcomes as text, also for screen readers
 */
record OutcomeRow(String name, List<String> cells, List<Part> parts, String summary) {

    /** One outcome's segment of the bar. */
    record Part(String outcome, String x, String width, String title) {}

    static OutcomeRow of(String name, OutcomeCounts counts) {
        List<Part> parts = new ArrayList<>();
        long all = Math.max(
                1,
                counts.outcomes().values().stream().mapToLong(Long::longValue).sum());
        double x = 0;
        for (Outcome outcome : Outcome.values()) {
            double width = counts.of(outcome) * 100.0 / all;
            if (width > 0) {
                String label = outcome.name().toLowerCase(Locale.ROOT);
                parts.add(new Part(
                        label,
                        SvgFormat.number(x),
                        SvgFormat.number(width),
                        Formats.count(counts.of(outcome)) + " " + label));
            }
            x += width;
        }
        List<String> cells =
                counts.byName().values().stream().map(Formats::count).toList();
        return new OutcomeRow(
                name,
                cells,
                parts,
                String.join(", ", parts.stream().map(Part::title).toList()));
    }
}
