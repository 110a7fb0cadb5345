package io.contactsync.mapping;

import io.contactsync.mapping.CompiledExpression.Evaluation;
import io.contactsync.mapping.CompiledExpression.EvaluationException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of the expression language. */
final class ExpressionFunctions {

    private static final long DAY_SECONDS = 86_400;

    /** All functions by name. */
    static final Map<String, Signature> ALL = Stream.of(
                    textFunction("firstWord", ValueConversions::firstWord),
                    textFunction("otherWords", ValueConversions::otherWords),
                    textFunction("trim", ValueConversions::trim),
                    textFunction("lower", text -> text.toLowerCase(Locale.ROOT)),
                    textFunction("upper", text -> text.toUpperCase(Locale.ROOT)),
                    textFunction("digits", ExpressionFunctions::digits),
                    textFunction("hash", ExpressionFunctions::hash),
                    new Signature("number", 1, 1, false, ExpressionFunctions::number),
                    nonBlankFunction("bool", ValueConversions::parseBoolean),
                    nonBlankFunction("date", ExpressionFunctions::date),
                    nonBlankFunction("dateTime", ExpressionFunctions::dateTime),
                    new Signature("e164", 2, 2, true, PhoneNumbers::e164),
                    new Signature("daysAgo", 1, 1, false, ExpressionFunctions::daysAgo),
                    new Signature(
                            "ifBlank",
                            2,
                            2,
                            true,
                            (values, evaluation) -> ValueConversions.isBlank(values[0]) ? values[1] : values[0]),
                    new Signature("split", 2, 2, false, ExpressionFunctions::split),
                    new Signature("join", 2, 2, false, ExpressionFunctions::join),
                    new Signature("concat", 0, Integer.MAX_VALUE, true, ExpressionFunctions::concat),
                    new Signature("replace", 3, 3, false, ExpressionFunctions::replace))
            .collect(Collectors.toMap(Signature::name, signature -> signature, (one, other) -> one, TreeMap::new));

    private ExpressionFunctions() {}

    /**
     * A function and its number of arguments.
     *
     * @param acceptsNull whether the body is called with null arguments; otherwise a null argument gives null
     */
    record Signature(String name, int minArguments, int maxArguments, boolean acceptsNull, Body body) {

        /** The number of arguments in words. */
        String arity() {
            if (maxArguments == Integer.MAX_VALUE) {
                return "any number of arguments";
            }
            return maxArguments == 1 ? "1 argument" : maxArguments + " arguments";
        }

        /** Returns an expression that calls the function with these arguments. */
        CompiledExpression call(CompiledExpression... arguments) {
            return evaluation -> {
                @Nullable Object[] values = new Object[arguments.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = arguments[i].evaluate(evaluation);
                    if (values[i] == null && !acceptsNull) {
                        return null;
                    }
                }
                return body.apply(values, evaluation);
            };
        }
    }

    /** The implementation of a function. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(@Nullable Object[] values, Evaluation evaluation);
    }

    private static Signature textFunction(String name, UnaryOperator<String> body) {
        return new Signature(
                name, 1, 1, false, (values, evaluation) -> body.apply(ValueConversions.toText(name, values[0])));
    }

    /** A function of one argument that gives null for blank text: an empty cell has no date. */
    private static Signature nonBlankFunction(String name, Function<Object, Object> body) {
        return new Signature(name, 1, 1, false, (values, evaluation) -> {
            Object value = nonBlank(values[0]);
            return value == null ? null : body.apply(value);
        });
    }

    private static @Nullable Object nonBlank(@Nullable Object value) {
        Object trimmed = value instanceof String text ? ValueConversions.trim(text) : value;
        return ValueConversions.isBlank(trimmed) ? null : trimmed;
    }

    private static @Nullable Object number(@Nullable Object[] values, Evaluation evaluation) {
        Object value = nonBlank(values[0]);
        if (value == null) {
            return null;
        }
        Optional<Number> number = ValueConversions.parseNumber(value);
        if (number.isEmpty()) {
            evaluation.warn(Operators.TOO_LONG);
        }
        return number.orElse(null);
    }

    /** The value of {@code number} with a literal: one that is too long is an error of the job file. */
    static @Nullable Object numberLiteral(@Nullable Object literal) {
        Object value = nonBlank(literal);
        return value == null
                ? null
                : ValueConversions.parseNumber(value).orElseThrow(() -> new EvaluationException(Operators.TOO_LONG));
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .filter(Character::isDigit)
                .forEach(character -> digits.append(Character.digit(character, 10)));
        return digits.toString();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String date(Object value) {
        return ValueConversions.parseInstant("date", value)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private static String dateTime(Object value) {
        return ValueConversions.parseInstant("dateTime", value).toString();
    }

    private static Object daysAgo(@Nullable Object[] values, Evaluation evaluation) {
        BigDecimal days = Operators.toDecimal(Operators.requireNumber("daysAgo", values[0]));
        BigDecimal seconds = days.multiply(BigDecimal.valueOf(DAY_SECONDS)).setScale(0, RoundingMode.HALF_UP);
        return Operators.normalize(
                BigDecimal.valueOf(evaluation.runStart().getEpochSecond()).subtract(seconds));
    }

    private static Object split(@Nullable Object[] values, Evaluation evaluation) {
        String text = ValueConversions.toText("split", values[0]);
        String separator = checkSeparator(values[1]);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    static String checkSeparator(@Nullable Object value) {
        String separator = ValueConversions.toText("split", value);
        if (separator.isEmpty()) {
            throw new EvaluationException("split expects a separator that is not empty");
        }
        return separator;
    }

    private static Object join(@Nullable Object[] values, Evaluation evaluation) {
        if (!(values[0] instanceof List<?> list)) {
            throw new EvaluationException("join expects a list, not " + ValueConversions.describeKind(values[0])
                    + "; use split(text, separator) to create one");
        }
        return list.stream()
                .filter(part -> part != null)
                .map(part -> ValueConversions.toText("join", part))
                .collect(Collectors.joining(ValueConversions.toText("join", values[1])));
    }

    private static Object concat(@Nullable Object[] values, Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            if (value != null) {
                text.append(ValueConversions.toText("concat", value));
            }
        }
        return ValueConversions.toNfc(text.toString());
    }

    private static Object replace(@Nullable Object[] values, Evaluation evaluation) {
        String replacement = ValueConversions.toText("replace", values[2]);
        return BoundedRegex.of("replace", values[1])
                .replace(ValueConversions.toText("replace", values[0]), replacement);
    }
}
