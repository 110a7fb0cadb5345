package io.contactsync.support;

/**
 * A text of several lines for a terminal. Each line is escaped as a whole ({@link TerminalText#escape}), so that
 * whatever it contains, it stays one line and cannot control the terminal.
 */
public final class TextLines {

    private final StringBuilder text = new StringBuilder();

    /** Creates a text without lines. */
    public TextLines() {}

    /** Adds a line. */
    public TextLines add(String line) {
        return add("", line, "");
    }

    /**
     * Adds a line in a style.
     *
     * @param style the escape sequence that sets the style
     * @param reset the escape sequence that ends it
     */
    public TextLines add(String style, String line, String reset) {
        text.append(style).append(TerminalText.escape(line)).append(reset).append('\n');
        return this;
    }

    /** The lines, each with a line end. */
    @Override
    public String toString() {
        return text.toString();
    }
}
