package io.contactsync.report;

import java.util.Locale;

/** Formats numbers for SVG. */
final class SvgFormat {

    private SvgFormat() {}

    /** A length with two decimals. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
