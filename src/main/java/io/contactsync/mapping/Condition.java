package io.contactsync.mapping;

import io.contactsync.contact.Contact;
import io.contactsync.mapping.CompiledExpression.Constant;
import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.MappingException.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A boolean expression over a contact, such as a channel's {@code when}. */
public final class Condition {

    private final String path;
    private final CompiledExpression expression;
    private final Instant runStart;
    private final Set<String> sourceFields;

    private Condition(String path, CompiledExpression expression, Instant runStart, Set<String> sourceFields) {
        this.path = path;
        this.expression = expression;
        this.runStart = runStart;
        this.sourceFields = sourceFields;
    }

    /**
     * Compiles a condition once for the whole run.
     *
     * @param path its path in the job file, such as {@code target.heyx.channels[0].when}
     * @param expression the expression, see spec.md, "Expressions"
     * @param known the fields that it may use
     * @param runStart the start of the run, from which {@code daysAgo} counts
     * @return the condition; thread-safe
     * @throws MappingException if the expression is invalid, with all its problems
     */
    public static Condition compile(String path, String expression, KnownFields known, Instant runStart) {
        List<Problem> problems = new ArrayList<>();
        Condition condition = compile(path, expression, known, runStart, problems);
        if (!problems.isEmpty()) {
            throw new MappingException(problems);
        }
        return condition;
    }

    static Condition compile(
            String path, String expression, KnownFields known, Instant runStart, List<Problem> problems) {
        ExpressionCompiler compiler = new ExpressionCompiler(path, known, runStart, problems);
        CompiledExpression compiled = compiler.compile(expression);
        if (compiled instanceof Constant constant
                && constant.value() != null
                && !(constant.value() instanceof Boolean)) {
            String given = ValueConversions.describeKind(constant.value());
            problems.add(new Problem(
                    path, 1, "a condition must be true or false, not " + given, "true, false, a comparison"));
        }
        return new Condition(path, compiled, runStart, new LinkedHashSet<>(compiler.sourceFields()));
    }

    /**
     * Evaluates the condition for a contact.
     *
     * @return true only if the expression gives true; false if it gives false or null
     * @throws ConditionException if it gives anything else or cannot be evaluated for this contact
     */
    public boolean holds(Contact contact) throws ConditionException {
        try {
            return holds(new Evaluation(contact.fields(), runStart));
        } catch (CompiledExpression.EvaluationException e) {
            throw new ConditionException(path + ": " + e.getMessage());
        }
    }

    boolean holds(Evaluation evaluation) {
        return ValueConversions.toBoolean("a condition", expression.evaluate(evaluation));
    }

    /** {@return the source fields that the condition uses, in the order of the expression} */
    public Set<String> sourceFields() {
        return Collections.unmodifiableSet(sourceFields);
    }

    /** A condition is neither true nor false for a contact; the message says why, without the contact's values. */
    public static final class ConditionException extends Exception {

        private static final long serialVersionUID = 1L;

        ConditionException(String message) {
            super(message, null, false, false);
        }
    }
}
