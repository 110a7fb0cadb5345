package io.contactsync.report;

/** The style of the differences in a plan. */
public enum DiffStyle {
    /** Without colours. */
    PLAIN("", "", "", ""),
    /** With ANSI colours. */
    COLOURED("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[0m");

    private final String green;
    private final String red;
    private final String yellow;
    private final String reset;

    DiffStyle(String green, String red, String yellow, String reset) {
        this.green = green;
        this.red = red;
        this.yellow = yellow;
        this.reset = reset;
    }

    public String added(String text) {
        return green + text + reset;
    }

    public String removed(String text) {
        return red + text + reset;
    }

    public String changed(String text) {
        return yellow + text + reset;
    }
}
