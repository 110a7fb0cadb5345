package io.contactsync.mapping.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The expressions of a job file are wrong; nothing was sent. */
public final class MappingError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Refuses a job file's expressions.
     *
     * @param problems all that is wrong with them
     */
    public MappingError(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that is wrong, not only the first.
     *
     * @return the problems in the job file's order, at least one
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong with one expression.
     *
     * @param path where the expression stands in the job file, such as {@code fields.firstName}
     * @param column the place in the expression's text, from 1
     * @param sentence what is wrong, and which name was probably meant
     * @param allowed what is allowed there
     */
    public record Problem(String path, int column, String message, String allowed) {

        /** The whole problem in one line. */
        @Override
        public String toString() {
            return path + ", column " + column + ": " + message + " (allowed: " + allowed + ")";
        }

        /** The end of a sentence that names the candidate closest to a name, or "" when none is close. */
        static String didYouMean(String name, Collection<String> candidates) {
            return closest(name, candidates)
                    .map(candidate -> "; did you mean '" + candidate + "'?")
                    .orElse("");
        }

        private static Optional<String> closest(String name, Collection<String> candidates) {
            int bound = Math.min(3, Math.max(1, name.length() / 3));
            return candidates.stream()
                    .filter(candidate -> distance(name, candidate) <= bound)
                    .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                            .thenComparing(Comparator.naturalOrder()));
        }

        /** Levenshtein's distance, without regard to case. */
        private static int distance(String one, String other) {
            String a = one.toLowerCase(Locale.ROOT);
            String b = other.toLowerCase(Locale.ROOT);
            int[] above = new int[b.length() + 1];
            for (int j = 0; j <= b.length(); j++) {
                above[j] = j;
            }
            for (int i = 1; i <= a.length(); i++) {
                int[] row = new int[b.length() + 1];
                row[0] = i;
                for (int j = 1; j <= b.length(); j++) {
                    int exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
                }
                above = row;
            }
            return above[b.length()];
        }
    }
}
