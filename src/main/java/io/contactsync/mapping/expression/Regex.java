package io.contactsync.mapping.expression;

import io.contactsync.mapping.expression.Term.EvaluationException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that gives up: it may look at a text's letters a million times and a hundred times each, which
 * no sane expression needs and a catastrophic one reaches in a fraction of a second.
 */
final class Regex {

    private static final int BASE_STEPS = 1_000_000;
    private static final int STEPS_PER_CHARACTER = 100;

    private final String caller;
    private final Pattern pattern;

    private Regex(String taker, Pattern pattern) {
        this.caller = taker;
        this.pattern = pattern;
    }

    /** The regex of a text that stands in the job file, or a failure that says what is wrong with it. */
    static Regex compileLiteral(String taker, Object source) {
        try {
            return new Regex(taker, Pattern.compile(Values.toText(taker, source)));
        } catch (PatternSyntaxException e) {
            throw new EvaluationException(taker + " takes a regular expression: " + e.getDescription());
        }
    }

    /** The regex of a text that may come from a contact, of which a failure must not tell; a regex stays as it is. */
    static Regex of(String taker, Object source) {
        if (source instanceof Regex regex) {
            return regex;
        }
        try {
            return new Regex(taker, Pattern.compile(Values.toText(taker, source)));
        } catch (PatternSyntaxException e) {
            throw new EvaluationException(taker + " takes a regular expression, which this contact does not have");
        }
    }

    /** Tells whether the whole text matches. */
    boolean matches(String text) {
        return runWithBudget(text, Matcher::matches);
    }

    /** Replaces every match; {@code $1} and {@code ${name}} in the replacement stand for groups. */
    String replace(String text, String replacement) {
        try {
            return runWithBudget(text, matcher -> matcher.replaceAll(replacement));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new EvaluationException(caller + " refers with $ or \\ to a group that the regular expression has not");
        }
    }

    /** The replacement itself; fails when it refers to groups that this regex has not. */
    String checkReplacement(String replacement) {
        // The empty alternative matches where the regex itself need not.
        new Regex(caller, Pattern.compile("|" + pattern.pattern())).replace("", replacement);
        return replacement;
    }

    private <T> T runWithBudget(String text, Function<Matcher, T> work) {
        try {
            return work.apply(pattern.matcher(new BudgetedText(text, new Budget(text.length()))));
        } catch (StackOverflowError e) {
            // java.util.regex recurses for each repetition of a group.
            throw new EvaluationException(caller + ": the regular expression is too costly for this text");
        }
    }

    private final class Budget {

        private long remaining;

        private Budget(int letters) {
            remaining = BASE_STEPS + (long) STEPS_PER_CHARACTER * letters;
        }

        private void spend() {
            if (--remaining < 0) {
                throw new EvaluationException(caller + ": the regular expression is too costly for this text");
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
