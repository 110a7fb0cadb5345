package io.contactsync.report.plan;

/** How a difference is drawn. */
public enum Ink {
    /** Text without colours. */
    PLAIN("", "", "", ""),
    /** Text with the colours of a terminal. */
    COLOURED("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[0m");

    private final String green;
    private final String red;
    private final String yellow;
    private final String end;

    Ink(String green, String red, String yellow, String end) {
        this.green = green;
        this.red = red;
        this.yellow = yellow;
        this.end = end;
    }

    String added(String text) {
        return green + text + end;
    }

    String removed(String text) {
        return red + text + end;
    }

    String changed(String text) {
        return yellow + text + end;
    }
}
