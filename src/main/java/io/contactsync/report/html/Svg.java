package io.contactsync.report.html;

import java.util.Locale;

/** Formats numbers for SVG. */
final class Svg {

    private Svg() {}

    /** A length with two decimals. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
