package io.contactsync.jobfile.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Puts words of the file into a sentence: on one line, in quotes, not too long. */
final class Quote {

    private static final int MAX_LENGTH = 60;

    private Quote() {}

    /**
     * Quotes a text.
     *
     * @param text any text
     * @return its first 60 characters on one line, in single quotes
     */
    static String of(String text) {
        String line = oneLine(text);
        boolean whole = line.codePointCount(0, line.length()) <= MAX_LENGTH;
        return "'" + (whole ? line : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…") + "'";
    }

    /**
     * Takes line ends and control characters out of a text.
     *
     * @param text any text
     * @return the text with a space in place of each run of them
     */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }

    /**
     * Finds the word that was probably meant.
     *
     * @param word the word as written
     * @param known the words there are
     * @return the nearest, or nothing when none is near
     */
    static Optional<String> nearest(String word, Collection<String> known) {
        String written = plain(word);
        int best = 1 + Math.max(1, Math.min(written.length(), MAX_LENGTH) / 3);
        Optional<String> nearest = Optional.empty();
        for (String candidate : known) {
            int distance = written.length() > MAX_LENGTH ? MAX_LENGTH : distance(written, plain(candidate));
            if (distance < best) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's distance, a swap of two neighbours counted as one. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
