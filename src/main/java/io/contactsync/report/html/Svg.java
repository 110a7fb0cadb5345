package io.contactsync.report.html;

import java.util.Locale;

/** Numbers as a drawing has them. */
final class Svg {

    private Svg() {}

    /** A length in the drawing's units, to a hundredth. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
