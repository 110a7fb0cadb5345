package io.contactsync.mapping;

import io.contactsync.support.UnreadableNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled expression or a part of one; it is evaluated for each contact. */
@FunctionalInterface
interface CompiledExpression {

    /**
     * Evaluates the expression for a contact.
     *
     * @return a canonical value, see {@link ValueConversions#canonical}, or null
     * @throws EvaluationException if it cannot be evaluated for this contact
     */
    @Nullable
    Object evaluate(Evaluation evaluation);

    /**
     * An expression with the same value for every contact.
     *
     * @param value a canonical value, a {@link BoundedRegex}, or null
     */
    record Constant(@Nullable Object value) implements CompiledExpression {

        @Override
        public @Nullable Object evaluate(Evaluation evaluation) {
            return value;
        }
    }

    /** The evaluation of a job's rules for one contact. Used by one thread. */
    final class Evaluation {

        private final Map<String, @Nullable Object> fields;
        private final Instant runStart;
        private List<MappingResult.Warning> warnings = List.of();
        private String ruleName = "";

        /**
         * Starts with a contact.
         *
         * @param fields the contact's fields by name
         * @param runStart the start of the run, from which {@code daysAgo} counts
         */
        public Evaluation(Map<String, @Nullable Object> fields, Instant runStart) {
            this.fields = fields;
            this.runStart = runStart;
        }

        /** Sets the field or tag that is evaluated next; warnings name it. */
        public void startRule(String name) {
            this.ruleName = name;
        }

        /** {@return the field or tag that is being evaluated} */
        public String ruleName() {
            return ruleName;
        }

        @Nullable
        Object field(String field) {
            Object value = fields.get(field);
            if (value instanceof UnreadableNumber) {
                throw new EvaluationException("the source's field '" + field + "' is " + value);
            }
            return ValueConversions.canonical(value);
        }

        Instant runStart() {
            return runStart;
        }

        void warn(String reason) {
            MappingResult.Warning warning = new MappingResult.Warning(ruleName, reason);
            if (warnings.isEmpty()) {
                warnings = new ArrayList<>();
            }
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
        }

        /** {@return the warnings so far, without duplicates} */
        public List<MappingResult.Warning> warnings() {
            return warnings;
        }
    }

    /** An expression cannot be evaluated for a contact; the message says why, without the contact's values. */
    final class EvaluationException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * Creates an exception.
         *
         * @param message the reason, without the contact's values
         */
        public EvaluationException(String message) {
            // No stack trace: only the message is reported, and a bad column may fail a million times.
            super(message, null, false, false);
        }
    }
}
