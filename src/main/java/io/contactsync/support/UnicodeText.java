package io.contactsync.support;

/**
 * Handles surrogates. JSON can contain half of a surrogate pair, which is not a character: UTF-8 cannot represent it,
 * and an encoder either fails or writes a question mark.
 */
public final class UnicodeText {

    /** The character that Unicode provides for what cannot be represented. */
    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** Returns whether a text consists of characters only: each surrogate is one half of a pair. */
    public static boolean isWellFormed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Replaces each surrogate that is not one half of a pair with U+FFFD, so that the text can be written. */
    public static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder wellFormed = new StringBuilder(text);
        for (int i = 0; i < wellFormed.length(); i++) {
            if (isPair(wellFormed, i)) {
                i++;
            } else if (Character.isSurrogate(wellFormed.charAt(i))) {
                wellFormed.setCharAt(i, REPLACEMENT);
            }
        }
        return wellFormed.toString();
    }

    /**
     * Returns the beginning of a text.
     *
     * @param length the maximum length in {@code char}s; one less is returned if a surrogate pair would be cut
     */
    public static String truncate(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, length > 0 && isPair(text, length - 1) ? length - 1 : length);
    }

    private static boolean isPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
