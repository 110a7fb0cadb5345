package io.contactsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.CompiledExpression.EvaluationException;
import io.contactsync.mapping.MappingException.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates single expressions for a contact with the fields a, b and c. */
public final class ExpressionFixture {

    public static final Instant RUN_START = Instant.parse("2026-01-31T02:00:00Z");
    static final KnownFields KNOWN = KnownFields.closed(Set.of("a", "b", "c", "username", "First Name"));

    private ExpressionFixture() {}

    static @Nullable Object evaluate(String expression, @Nullable Object... values) {
        return compile(expression).evaluate(evaluation(values));
    }

    static CompiledExpression compile(String expression) {
        List<Problem> problems = new ArrayList<>();
        CompiledExpression compiled =
                new ExpressionCompiler("fields.f", KNOWN, RUN_START, problems).compile(expression);
        assertThat(problems).isEmpty();
        return compiled;
    }

    static String failure(String expression, @Nullable Object... values) {
        EvaluationException failed =
                catchThrowableOfType(EvaluationException.class, () -> evaluate(expression, values));
        assertThat(failed).as(expression).isNotNull();
        return String.valueOf(failed.getMessage());
    }

    static List<Problem> problems(String expression) {
        List<Problem> problems = new ArrayList<>();
        new ExpressionCompiler("fields.f", KNOWN, RUN_START, problems).compile(expression);
        return problems;
    }

    static Problem problem(String expression) {
        List<Problem> problems = problems(expression);
        assertThat(problems).as("%.60s", expression).hasSize(1);
        return problems.get(0);
    }

    static Evaluation evaluation(@Nullable Object... values) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            fields.put(String.valueOf((char) ('a' + i)), values[i]);
        }
        return new Evaluation(fields, RUN_START);
    }
}
