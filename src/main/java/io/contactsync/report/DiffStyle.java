package io.contactsync.report;

import io.contactsync.support.TextLines;

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

    /** Adds a line about something that is added. */
    public void added(TextLines lines, String line) {
        lines.add(green, line, reset);
    }

    /** Adds a line about something that is removed. */
    public void removed(TextLines lines, String line) {
        lines.add(red, line, reset);
    }

    /** Adds a line about something that is changed. */
    public void changed(TextLines lines, String line) {
        lines.add(yellow, line, reset);
    }
}
