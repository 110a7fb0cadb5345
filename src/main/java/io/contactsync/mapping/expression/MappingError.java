package io.contactsync.mapping.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expressions of a job file are invalid. Nothing was sent. */
public final class MappingError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates an exception for one or more problems. */
    public MappingError(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** {@return all problems, at least one, in the order of the job file} */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * A problem in an expression.
     *
     * @param path the expression's path in the job file, such as {@code fields.firstName}
     * @param column the position in the expression, from 1
     * @param message what is wrong, with a suggestion if there is a similar name
     * @param allowed what is allowed at this position
     */
    public record Problem(String path, int column, String message, String allowed) {

        /** {@return the problem in one line} */
        @Override
        public String toString() {
            return path + ", column " + column + ": " + message + " (allowed: " + allowed + ")";
        }

        /** Returns a suffix that suggests the most similar candidate, or "" if none is similar. */
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

        /** The Levenshtein distance, ignoring case. */
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
