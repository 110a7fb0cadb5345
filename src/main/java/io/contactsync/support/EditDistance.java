package io.contactsync.support;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was probably meant to be. */
public final class EditDistance {

    /** Longer words are not compared: the cost grows with the square of the length. */
    private static final int MAX_LENGTH = 60;

    private EditDistance() {}

    /**
     * Finds the candidate with the smallest distance to a word. Case, hyphens, underscores and spaces are ignored.
     *
     * @param word the word as the user wrote it
     * @param candidates the words that exist; of several with the same distance the first is returned
     * @return the nearest candidate; empty if more than a third of the word's letters (and more than one) would change
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String written = normalized(word);
        int bestDistance = 1 + Math.max(1, written.length() / 3);
        Optional<String> best = Optional.empty();
        if (written.length() > MAX_LENGTH) {
            return best;
        }
        for (String candidate : candidates) {
            int distance = between(written, normalized(candidate));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    private static String normalized(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /**
     * Returns the Damerau-Levenshtein distance (optimal string alignment): the number of insertions, deletions,
     * substitutions and swaps of adjacent characters that turn one word into the other.
     */
    static int between(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
