package io.contactsync.mapping;

import io.contactsync.mapping.CompiledExpression.EvaluationException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression with a limited number of steps: a million character reads, plus a hundred per character of the
 * text. No reasonable expression needs that many, and catastrophic backtracking reaches the limit in a fraction of a
 * second.
 */
final class BoundedRegex {

    private static final int BASE_STEPS = 1_000_000;
    private static final int STEPS_PER_CHARACTER = 100;

    private final String operation;
    private final Pattern pattern;

    private BoundedRegex(String operation, Pattern pattern) {
        this.operation = operation;
        this.pattern = pattern;
    }

    /** Compiles a regular expression of the job file; a failure says what is wrong with it. */
    static BoundedRegex compileLiteral(String operation, Object source) {
        try {
            return new BoundedRegex(operation, Pattern.compile(ValueConversions.toText(operation, source)));
        } catch (PatternSyntaxException e) {
            throw new EvaluationException(operation + " expects a valid regular expression: " + e.getDescription());
        }
    }

    /** Compiles a regular expression that may come from a contact, so a failure must not quote it. */
    static BoundedRegex of(String operation, Object source) {
        if (source instanceof BoundedRegex regex) {
            return regex;
        }
        try {
            return new BoundedRegex(operation, Pattern.compile(ValueConversions.toText(operation, source)));
        } catch (PatternSyntaxException e) {
            throw new EvaluationException(
                    operation + " expects a valid regular expression, and this contact's value is not one");
        }
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        return runWithBudget(text, Matcher::matches);
    }

    /** Replaces every match; {@code $1} and {@code ${name}} in the replacement refer to groups. */
    String replace(String text, String replacement) {
        try {
            return runWithBudget(text, matcher -> matcher.replaceAll(replacement));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new EvaluationException(
                    operation + " refers with $ or \\ to a group that the regular expression does not have");
        }
    }

    /** Returns the replacement; fails if it refers to groups that this expression does not have. */
    String checkReplacement(String replacement) {
        // The empty alternative makes it match any text, so that the replacement is always evaluated.
        new BoundedRegex(operation, Pattern.compile("|" + pattern.pattern())).replace("", replacement);
        return replacement;
    }

    private <T> T runWithBudget(String text, Function<Matcher, T> work) {
        try {
            return work.apply(pattern.matcher(new BudgetedText(text, new Budget(text.length()))));
        } catch (StackOverflowError e) {
            // java.util.regex recurses for each repetition of a group.
            throw new EvaluationException(operation + ": the regular expression is too costly for this text");
        }
    }

    private final class Budget {

        private long remaining;

        private Budget(int length) {
            remaining = BASE_STEPS + (long) STEPS_PER_CHARACTER * length;
        }

        private void spend() {
            if (--remaining < 0) {
                throw new EvaluationException(operation + ": the regular expression is too costly for this text");
            }
        }
    }

    private record BudgetedText(CharSequence text, Budget budget) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            budget.spend();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
