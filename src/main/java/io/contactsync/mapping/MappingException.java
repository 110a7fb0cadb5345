package io.contactsync.mapping;

import io.contactsync.support.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Expressions of a job file are invalid. Nothing was sent. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Creates an exception for one or more problems. */
    public MappingException(List<Problem> problems) {
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
            // Sorted: of several names at the same distance the first one is returned.
            return EditDistance.nearest(name, new TreeSet<>(candidates))
                    .map(candidate -> "; did you mean '" + candidate + "'?")
                    .orElse("");
        }
    }
}
