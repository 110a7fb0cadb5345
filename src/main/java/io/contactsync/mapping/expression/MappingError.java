package io.contactsync.mapping.expression;

import io.contactsync.support.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
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
    public record Problem(String path, int column, String sentence, String allowed) {

        /** The whole problem in one line. */
        @Override
        public String toString() {
            return path + ", column " + column + ": " + sentence + " (allowed: " + allowed + ")";
        }

        /** The end of a sentence that names the candidate closest to a name, or "" when none is close. */
        static String didYouMean(String name, Collection<String> candidates) {
            // Sorted: of several names at the same distance the first one is returned.
            return EditDistance.nearest(name, new TreeSet<>(candidates))
                    .map(candidate -> "; did you mean '" + candidate + "'?")
                    .orElse("");
        }
    }
}
