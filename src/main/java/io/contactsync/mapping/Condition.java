package io.contactsync.mapping;

import io.contactsync.contact.Contact;
import io.contactsync.mapping.expression.ExpressionCompiler;
import io.contactsync.mapping.expression.KnownFields;
import io.contactsync.mapping.expression.MappingError;
import io.contactsync.mapping.expression.MappingError.Problem;
import io.contactsync.mapping.expression.Term;
import io.contactsync.mapping.expression.Term.Constant;
import io.contactsync.mapping.expression.Term.Evaluation;
import io.contactsync.mapping.expression.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An expression that holds for a contact or does not, such as a channel's {@code when}. */
public final class Condition {

    private final String path;
    private final Term expression;
    private final Instant runStart;
    private final Set<String> sourceFields;

    private Condition(String path, Term term, Instant runStart, Set<String> reads) {
        this.path = path;
        this.expression = term;
        this.runStart = runStart;
        this.sourceFields = reads;
    }

    /**
     * Compiles a condition once for a whole run.
     *
     * @param path where it stands in the job file, such as {@code target.heyx.channels[0].when}
     * @param expression the expression, by spec.md, "Job file"
     * @param known the names that it may use
     * @param runStart when the run began, from which {@code daysAgo} counts
     * @return the condition, for any number of threads
     * @throws MappingError when the expression is wrong, with everything that is wrong in it
     */
    public static Condition compile(String path, String expression, KnownFields known, Instant runStart) {
        List<Problem> problems = new ArrayList<>();
        Condition condition = compile(path, expression, known, runStart, problems);
        if (!problems.isEmpty()) {
            throw new MappingError(problems);
        }
        return condition;
    }

    static Condition compile(
            String path, String expression, KnownFields known, Instant runStart, List<Problem> problems) {
        ExpressionCompiler compiler = new ExpressionCompiler(path, known, runStart, problems);
        Term term = compiler.compile(expression);
        if (term instanceof Constant constant && constant.value() != null && !(constant.value() instanceof Boolean)) {
            String given = Values.describeKind(constant.value());
            problems.add(
                    new Problem(path, 1, "a condition is true or false, not " + given, "true, false, a comparison"));
        }
        return new Condition(path, term, runStart, new LinkedHashSet<>(compiler.sourceFields()));
    }

    /**
     * Tells whether the condition holds.
     *
     * @param contact the contact in question
     * @return true only when the expression gives true; false when it gives false or null
     * @throws Failed when it gives anything else, or cannot be worked out for this contact
     */
    public boolean holds(Contact contact) throws ConditionException {
        try {
            return holds(new Evaluation(contact.fields(), runStart));
        } catch (Term.EvaluationException failed) {
            throw new ConditionException(path + ": " + failed.getMessage());
        }
    }

    boolean holds(Evaluation evaluation) {
        return Values.toBoolean("a condition", expression.evaluate(evaluation));
    }

    /**
     * The source's fields that the condition uses.
     *
     * @return their names, in the order in which the expression has them
     */
    public Set<String> sourceFields() {
        return Collections.unmodifiableSet(sourceFields);
    }

    /** A condition can be neither true nor false for a contact; the message says why, without the contact's values. */
    public static final class ConditionException extends Exception {

        private static final long serialVersionUID = 1L;

        ConditionException(String message) {
            super(message, null, false, false);
        }
    }
}
