package io.contactsync.support;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text safe to show on a terminal and in a log that people read. Ids, messages of servers, cells and file names
 * come from outside and may contain anything: escape sequences that a terminal executes, line breaks that fake a line
 * of output, and characters that reverse or hide text.
 *
 * <p>Each such character is replaced by an escape in the form of JSON, such as {@code \}{@code u001b}, so that JSON
 * stays valid and keeps its meaning. Escaping a text again does not change it. Half of a surrogate pair becomes U+FFFD.
 */
public final class TerminalText {

    /**
     * The sequences that set the colours and the weight of text, as this program and its help texts use them; without
     * those that hide text.
     */
    private static final Pattern STYLE =
            Pattern.compile("\u001b\\[(?:0|[1-4]|2[1-4]|3[0-7]|39)?(?:;(?:0|[1-4]|2[1-4]|3[0-7]|39))*m");

    /**
     * The first and the last of each range of characters that are not displayed although Unicode does not classify them
     * as control or format characters: fillers, variation selectors and the block of the tags.
     */
    private static final int[][] INVISIBLE = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFF8},
        {0xE0000, 0xE0FFF}
    };

    private enum Kept {
        NOTHING,
        LINE_BREAKS
    }

    private TerminalText() {}

    /**
     * Escapes a text that is shown on one line: every character that is not displayed, line breaks and tabs included.
     */
    public static String escape(String text) {
        return escape(text, Kept.NOTHING);
    }

    /** Escapes a text of several lines: like {@link #escape}, but line breaks and tabs stay. */
    public static String escapeLines(String text) {
        return escape(text, Kept.LINE_BREAKS);
    }

    /** Escapes a text of several lines, and keeps the sequences that set colours and the weight of text. */
    public static String escapeStyledLines(String text) {
        if (text.indexOf('\u001b') < 0) {
            return escapeLines(text);
        }
        StringBuilder escaped = new StringBuilder();
        int end = 0;
        for (Matcher style = STYLE.matcher(text); style.find(); end = style.end()) {
            escaped.append(escapeLines(text.substring(end, style.start()))).append(style.group());
        }
        return escaped.append(escapeLines(text.substring(end))).toString();
    }

    private static String escape(String text, Kept kept) {
        int first = 0;
        while (first < text.length() && isPrintableAscii(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.substring(0, first));
        UnicodeText.wellFormed(text.substring(first))
                .replace("\r\n", kept == Kept.LINE_BREAKS ? "\n" : "\r\n")
                .codePoints()
                .forEach(c -> append(escaped, c, kept));
        return escaped.toString();
    }

    private static boolean isPrintableAscii(char c) {
        return c >= ' ' && c <= '~';
    }

    private static void append(StringBuilder escaped, int c, Kept kept) {
        if ((kept == Kept.LINE_BREAKS && (c == '\n' || c == '\t')) || isDisplayed(c)) {
            escaped.appendCodePoint(c);
        } else {
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default ->
                    Character.toString(c).chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
            }
        }
    }

    private static boolean isDisplayed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> Arrays.stream(INVISIBLE).noneMatch(range -> c >= range[0] && c <= range[1]);
        };
    }
}
