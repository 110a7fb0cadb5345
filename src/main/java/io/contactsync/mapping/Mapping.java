package io.contactsync.mapping;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.DraftField;
import io.contactsync.mapping.MappingRules.FieldRule;
import io.contactsync.mapping.expression.ExpressionCompiler;
import io.contactsync.mapping.expression.KnownFields;
import io.contactsync.mapping.expression.MappingError;
import io.contactsync.mapping.expression.MappingError.Problem;
import io.contactsync.mapping.expression.Term;
import io.contactsync.mapping.expression.Term.Constant;
import io.contactsync.mapping.expression.Term.Evaluation;
import io.contactsync.mapping.expression.Term.EvaluationException;
import io.contactsync.mapping.expression.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a job file makes of a contact, compiled once for a whole run. */
public final class Mapping {

    private final List<Field> fields;
    private final Map<String, Condition> tags;
    private final Set<String> sourceFields;
    private final Instant runStart;

    private Mapping(List<Field> fields, Map<String, Condition> tags, Set<String> reads, Instant runStart) {
        this.fields = List.copyOf(fields);
        this.tags = Collections.unmodifiableMap(tags);
        this.sourceFields = Collections.unmodifiableSet(reads);
        this.runStart = runStart;
    }

    /**
     * Compiles the rules of a job file.
     *
     * @param rules its fields and tags
     * @param known the names that their expressions may use
     * @param runStart when the run began, from which {@code daysAgo} counts
     * @return the mapping, for any number of threads
     * @throws MappingError when an expression is wrong, with everything that is wrong in all of them
     */
    public static Mapping compile(MappingRules rules, KnownFields known, Instant runStart) {
        List<Problem> problems = new ArrayList<>();
        Set<String> reads = new LinkedHashSet<>();
        List<Field> fields = new ArrayList<>();
        for (FieldRule rule : rules.fields()) {
            ExpressionCompiler compiler = new ExpressionCompiler(Field.path(rule), known, runStart, problems);
            fields.add(Field.of(rule, compiler.compile(rule.expression()), problems));
            reads.addAll(compiler.sourceFields());
        }
        Map<String, Condition> tags = new LinkedHashMap<>();
        rules.tags().forEach((tag, condition) -> {
            Condition compiled = Condition.compile("tags." + tag, condition, known, runStart, problems);
            tags.put(tag, compiled);
            reads.addAll(compiled.sourceFields());
        });
        if (!problems.isEmpty()) {
            throw new MappingError(problems);
        }
        return new Mapping(fields, tags, reads, runStart);
    }

    /**
     * Maps one contact.
     *
     * @param contact the contact as the source has it
     * @return its draft with the warnings, or why it has none
     */
    public Drafted map(Contact contact) {
        Evaluation evaluation = new Evaluation(contact.fields(), runStart);
        try {
            List<DraftField> drafted = new ArrayList<>(fields.size());
            for (Field field : fields) {
                evaluation.startRule(field.rule().name());
                DraftField made = field.draft(evaluation);
                if (field.rule().required() && Values.isBlank(made.value())) {
                    return new Drafted.Unmappable(made.name() + " is required and blank");
                }
                drafted.add(made);
            }
            return new Drafted.Ok(new Draft(contact.id(), drafted, tags(evaluation)), evaluation.warnings());
        } catch (EvaluationException failed) {
            return new Drafted.Unmappable(evaluation.ruleName() + ": " + failed.getMessage());
        }
    }

    private Map<String, Boolean> tags(Evaluation evaluation) {
        Map<String, Boolean> held = new LinkedHashMap<>();
        tags.forEach((tag, condition) -> {
            evaluation.startRule("tags." + tag);
            held.put(tag, condition.holds(evaluation));
        });
        return held;
    }

    /**
     * The source's fields that the rules use.
     *
     * @return their names, in the order in which the job file has them
     */
    public Set<String> sourceFields() {
        return sourceFields;
    }

    /**
     * The target's fields that are mapped.
     *
     * @return their names, in the job file's order
     */
    public List<String> targetFields() {
        return fields.stream().map(field -> field.rule().name()).toList();
    }

    /**
     * The tags that belong to the job.
     *
     * @return their names, in the job file's order
     */
    public Set<String> tags() {
        return tags.keySet();
    }

    private record Field(FieldRule rule, Term expression) {

        static String path(FieldRule rule) {
            return "fields." + rule.name();
        }

        static Field of(FieldRule rule, Term term, List<Problem> problems) {
            if (term instanceof Constant constant && constant.value() instanceof List<?>) {
                problems.add(new Problem(path(rule), 1, "a field cannot hold a list", "join(list, separator)"));
            }
            return new Field(rule, term);
        }

        DraftField draft(Evaluation evaluation) {
            return new DraftField(rule.name(), toFieldValue(expression.evaluate(evaluation)), rule.write(), rule.trigger());
        }

        private static @Nullable Object toFieldValue(@Nullable Object value) {
            if (value == null || value instanceof Number || value instanceof Boolean) {
                return value;
            }
            if (value instanceof String text) {
                return Values.toNfc(text);
            }
            throw new EvaluationException(
                    "a field cannot hold " + Values.describeKind(value) + "; join(list, separator) makes text of a list");
        }
    }
}
