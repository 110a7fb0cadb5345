package io.contactsync.cli.terminal;

import io.contactsync.support.TerminalText;

/** A text in one style. */
record StyledText(String text, Style style) {

    /** Escapes the text. */
    StyledText {
        text = TerminalText.escape(text);
    }

    /** A style and its ANSI escape sequence. */
    enum Style {
        PLAIN(""),
        /** Green. */
        GOOD("\u001b[32m"),
        /** Yellow. */
        WARNING("\u001b[33m"),
        /** Red. */
        BAD("\u001b[31m");

        private final String escape;

        Style(String escape) {
            this.escape = escape;
        }
    }

    static StyledText plain(String text) {
        return new StyledText(text, Style.PLAIN);
    }

    /** The text with the ANSI escape sequences of its style. */
    String ansi() {
        return style == Style.PLAIN ? text : style.escape + text + "\u001b[0m";
    }
}
