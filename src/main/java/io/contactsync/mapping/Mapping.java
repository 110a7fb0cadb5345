package io.contactsync.mapping;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.mapping.CompiledExpression.Constant;
import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.CompiledExpression.EvaluationException;
import io.contactsync.mapping.MappingException.Problem;
import io.contactsync.mapping.MappingRules.FieldRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps contacts to drafts by the rules of a job file, compiled once for the whole run. */
public final class Mapping {

    private final List<Field> fields;
    private final Map<String, Condition> tags;
    private final Set<String> sourceFields;
    private final Instant runStart;

    private Mapping(List<Field> fields, Map<String, Condition> tags, Set<String> sourceFields, Instant runStart) {
        this.fields = List.copyOf(fields);
        this.tags = Collections.unmodifiableMap(tags);
        this.sourceFields = Collections.unmodifiableSet(sourceFields);
        this.runStart = runStart;
    }

    /**
     * Compiles the rules of a job file.
     *
     * @param known the source fields that their expressions may use
     * @param runStart the start of the run, from which {@code daysAgo} counts
     * @return the mapping; thread-safe
     * @throws MappingException if an expression is invalid, with the problems of all expressions
     */
    public static Mapping compile(MappingRules rules, KnownFields known, Instant runStart) {
        List<Problem> problems = new ArrayList<>();
        Set<String> sourceFields = new LinkedHashSet<>();
        List<Field> fields = new ArrayList<>();
        for (FieldRule rule : rules.fields()) {
            ExpressionCompiler compiler = new ExpressionCompiler(Field.path(rule), known, runStart, problems);
            fields.add(Field.of(rule, compiler.compile(rule.expression()), problems));
            sourceFields.addAll(compiler.sourceFields());
        }
        Map<String, Condition> tags = new LinkedHashMap<>();
        rules.tags().forEach((tag, condition) -> {
            Condition compiled = Condition.compile("tags." + tag, condition, known, runStart, problems);
            tags.put(tag, compiled);
            sourceFields.addAll(compiled.sourceFields());
        });
        if (!problems.isEmpty()) {
            throw new MappingException(problems);
        }
        return new Mapping(fields, tags, sourceFields, runStart);
    }

    /** {@return the draft of a contact with its warnings, or why it cannot be mapped} */
    public MappingResult map(Contact contact) {
        Evaluation evaluation = new Evaluation(contact.fields(), runStart);
        try {
            List<Draft.Field> draftFields = new ArrayList<>(fields.size());
            for (Field field : fields) {
                evaluation.startRule(field.rule().name());
                Draft.Field draftField = field.draft(evaluation);
                if (field.rule().required() && ValueConversions.isBlank(draftField.value())) {
                    return new MappingResult.Unmappable(draftField.name() + " is required but blank");
                }
                draftFields.add(draftField);
            }
            return new MappingResult.Ok(new Draft(contact.id(), draftFields, tags(evaluation)), evaluation.warnings());
        } catch (EvaluationException e) {
            return new MappingResult.Unmappable(evaluation.ruleName() + ": " + e.getMessage());
        }
    }

    private Map<String, Boolean> tags(Evaluation evaluation) {
        Map<String, Boolean> results = new LinkedHashMap<>();
        tags.forEach((tag, condition) -> {
            evaluation.startRule("tags." + tag);
            results.put(tag, condition.holds(evaluation));
        });
        return results;
    }

    /** {@return the source fields that the rules use, in the order of the job file} */
    public Set<String> sourceFields() {
        return sourceFields;
    }

    /** {@return the mapped target fields, in the order of the job file} */
    public List<String> targetFields() {
        return fields.stream().map(field -> field.rule().name()).toList();
    }

    /** {@return the tags that the job owns, in the order of the job file} */
    public Set<String> tags() {
        return tags.keySet();
    }

    private record Field(FieldRule rule, CompiledExpression expression) {

        static String path(FieldRule rule) {
            return "fields." + rule.name();
        }

        static Field of(FieldRule rule, CompiledExpression expression, List<Problem> problems) {
            if (expression instanceof Constant constant && constant.value() instanceof List<?>) {
                problems.add(new Problem(path(rule), 1, "a field cannot hold a list", "join(list, separator)"));
            }
            return new Field(rule, expression);
        }

        Draft.Field draft(Evaluation evaluation) {
            Object value = toFieldValue(expression.evaluate(evaluation));
            return new Draft.Field(rule.name(), value, rule.write(), rule.trigger());
        }

        private static @Nullable Object toFieldValue(@Nullable Object value) {
            if (value == null || value instanceof Number || value instanceof Boolean) {
                return value;
            }
            if (value instanceof String text) {
                return ValueConversions.toNfc(text);
            }
            throw new EvaluationException("a field cannot hold " + ValueConversions.describeKind(value)
                    + "; use join(list, separator) to convert a list to text");
        }
    }
}
