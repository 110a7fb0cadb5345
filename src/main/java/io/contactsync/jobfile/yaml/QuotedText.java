package io.contactsync.jobfile.yaml;

/** Quotes text of the file in an error: on one line and not too long. */
final class QuotedText {

    private static final int MAX_LENGTH = 60;

    private QuotedText() {}

    /** Returns the first 60 characters on one line, in single quotes. */
    static String of(String text) {
        return "'" + shortened(text) + "'";
    }

    /** Returns the first 60 characters on one line. */
    static String shortened(String text) {
        String line = oneLine(text);
        boolean whole = line.codePointCount(0, line.length()) <= MAX_LENGTH;
        return whole ? line : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…";
    }

    /** Replaces each run of line ends and control characters with a space. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }
}
