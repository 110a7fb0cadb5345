package io.contactsync.support;

import java.util.List;

/** Texts that control a terminal, fake a line of output, or reverse or hide text. */
public final class HostileTexts {

    /** Each contains one kind of character that must not be shown as it is. Half a surrogate pair is not among them. */
    public static final List<String> ALL = List.of(
            "\u001b[2J", // erases the screen
            "\u001b[31m", // a colour that this program uses, too
            "\u001b[8m", // hides the following text
            "\u001b]52;c;aGk=\u0007", // writes the clipboard
            "\u001b]8;;http://evil.example\u001b\\", // a link
            "\u001bP+q544e\u001b\\", // a device control string
            "\u0007",
            "\b\b\b",
            "\rFAKE",
            "\nFAKE",
            "\r\nFAKE",
            "\t",
            "\u000b\u000c",
            "\u0000",
            "\u007f",
            "\u009b2J", // CSI as one character
            "\u009d52;c;aGk=\u009c", // OSC as one character
            "\u0085FAKE", // next line
            "\u202egnp.exe",
            "\u202a\u202b\u202c\u202d",
            "\u2066\u2067\u2068\u2069",
            "\u200e\u200f\u061c",
            "\u2028FAKE",
            "\u2029FAKE",
            "\ufeff",
            "\u200b\u200c\u200d\u2060",
            "\u00ad",
            "\u115f\u3164\ufe0f",
            "\udb40\udc41", // a tag character
            "\udb40\udd00"); // a variation selector

    private HostileTexts() {}

    /** Returns whether a text has nothing but displayed characters and line feeds, and no faked line. */
    public static boolean isHarmless(String text) {
        return TerminalText.escapeLines(text).equals(text)
                && text.indexOf('\t') < 0
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')
                && text.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT)
                && text.lines().noneMatch(line -> line.startsWith("FAKE"));
    }
}
