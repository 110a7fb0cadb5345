package io.contactsync.report.html;

import io.contactsync.contact.Outcome;
import io.contactsync.report.Counts;
import io.contactsync.report.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of the sheet, and its outcomes as parts of one bar.
 *
 * @param name the channel's name, or words for all channels
 * @param cells its counts, in the order of the sheet
 * @param parts the outcomes that it has, as parts of a bar of 100
 * @param words the same in words, for who cannot see the bar
 */
record OutcomeRow(String name, List<String> cells, List<Part> parts, String words) {

    /** One outcome's part of the bar. */
    record Part(String outcome, String x, String width, String title) {}

    static OutcomeRow of(String name, Counts counts) {
        List<Part> parts = new ArrayList<>();
        long all = Math.max(
                1,
                counts.outcomes().values().stream().mapToLong(Long::longValue).sum());
        double x = 0;
        for (Outcome outcome : Outcome.values()) {
            double width = counts.of(outcome) * 100.0 / all;
            if (width > 0) {
                String word = outcome.name().toLowerCase(Locale.ROOT);
                parts.add(new Part(
                        word, Svg.number(x), Svg.number(width), Spoken.count(counts.of(outcome)) + " " + word));
            }
            x += width;
        }
        List<String> cells =
                counts.byName().values().stream().map(Spoken::count).toList();
        return new OutcomeRow(
                name,
                cells,
                parts,
                String.join(", ", parts.stream().map(Part::title).toList()));
    }
}
