package io.contactsync.report.plan;

/** The style of the differences in a plan. */
public enum Ink {
    /** Without colours. */
    PLAIN("", "", "", ""),
    /** With ANSI colours. */
    COLOURED("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[0m");

    private final String green;
    private final String red;
    private final String yellow;
    private final String reset;

    Ink(String green, String red, String yellow, String reset) {
        this.green = green;
        this.red = red;
        this.yellow = yellow;
        this.reset = reset;
    }

    String added(String text) {
        return green + text + reset;
    }

    String removed(String text) {
        return red + text + reset;
    }

    String changed(String text) {
        return yellow + text + reset;
    }
}
