package io.contactsync.mapping.expression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled expression, or a part of one: works out a value for one contact after the other. */
@FunctionalInterface
public interface Term {

    /**
     * Works the value out.
     *
     * @param evaluation the contact in question
     * @return a canonical value, see {@link Values#canonical}, or null
     * @throws Failed when it cannot be worked out for this contact
     */
    @Nullable
    Object evaluate(Evaluation evaluation);

    /**
     * A value that is the same for every contact.
     *
     * @param value a canonical value, a {@link Regex}, or null
     */
    record Constant(@Nullable Object value) implements Term {

        @Override
        public @Nullable Object evaluate(Evaluation evaluation) {
            return value;
        }
    }

    /** One contact on its way through a mapping, in one thread. */
    final class Evaluation {

        private final Map<String, @Nullable Object> fields;
        private final Instant runStart;
        private List<Warning> warnings = List.of();
        private String ruleName = "";

        /**
         * Begins a contact.
         *
         * @param fields its fields by name
         * @param runStart the moment that counts as now
         */
        public Evaluation(Map<String, @Nullable Object> fields, Instant runStart) {
            this.fields = fields;
            this.runStart = runStart;
        }

        /** Names what is being worked out, for the warnings that come of it. */
        public void startRule(String name) {
            this.ruleName = name;
        }

        /** What is being worked out. */
        public String ruleName() {
            return ruleName;
        }

        @Nullable
        Object field(String field) {
            return Values.canonical(fields.get(field));
        }

        Instant runStart() {
            return runStart;
        }

        void warn(String reason) {
            Warning warning = new Warning(ruleName, reason);
            if (warnings.isEmpty()) {
                warnings = new ArrayList<>();
            }
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
        }

        /** What was left out so far, each once. */
        public List<Warning> warnings() {
            return warnings;
        }
    }

    /** An expression cannot be worked out for one contact; the message says why, without the contact's values. */
    final class EvaluationException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /**
         * A failure.
         *
         * @param message why, without the contact's values
         */
        public EvaluationException(String message) {
            // No stack trace: the message is all that is told, and a bad column fails a million times.
            super(message, null, false, false);
        }
    }
}
