package io.contactsync.mapping;

import static java.util.Map.entry;

import io.contactsync.mapping.CompiledExpression.EvaluationException;
import io.contactsync.support.DecimalParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The binary operators and the sign of the expression language, with exact arithmetic. */
final class Operators {

    /** The operators that evaluate both operands, by their names in Spring's parser. */
    private static final Map<String, Binary> BINARY = Map.ofEntries(
            entry("==", Operators::equal),
            entry("!=", (left, right) -> !equal(left, right)),
            entry("<", (left, right) -> compare("<", left, right) < 0),
            entry(">", (left, right) -> compare(">", left, right) > 0),
            entry("<=", (left, right) -> compare("<=", left, right) <= 0),
            entry(">=", (left, right) -> compare(">=", left, right) >= 0),
            entry("+", Operators::add),
            entry("-", arithmetic("-", BigDecimal::subtract)),
            entry("*", arithmetic("*", BigDecimal::multiply)),
            entry("/", arithmetic("/", Operators::divide)),
            entry("matches", Operators::matches));

    /** All binary operators, including those that may skip the second operand. */
    static final Set<String> NAMES =
            Stream.concat(BINARY.keySet().stream(), Stream.of("and", "or")).collect(Collectors.toUnmodifiableSet());

    /** The message about a number that is too long. */
    static final String TOO_LONG = "a number has more than 1,000 digits";

    private Operators() {}

    /** A binary operator. */
    @FunctionalInterface
    interface Binary {
        @Nullable
        Object apply(@Nullable Object left, @Nullable Object right);
    }

    @FunctionalInterface
    private interface Calculation {
        BigDecimal apply(BigDecimal left, BigDecimal right);
    }

    /** Returns the operator with this name, which must evaluate both operands. */
    static Binary binary(String name) {
        return Objects.requireNonNull(BINARY.get(name));
    }

    /** Applies a sign to a value. */
    static @Nullable Object applySign(String sign, @Nullable Object value) {
        String operation = "'" + sign + "'";
        if (value == null) {
            return null;
        }
        Number number = requireNumber(operation, value);
        return sign.equals("-") ? normalize(toDecimal(number).negate()) : number;
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return compare(one, other) == 0;
        }
        return left == null ? right == null : left.equals(right);
    }

    private static int compare(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Number one && right instanceof Number other) {
            return compare(one, other);
        }
        if (left instanceof String one && right instanceof String other) {
            return compare(one, other);
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return Boolean.compare(one, other);
        }
        throw new EvaluationException("'" + operator + "' cannot compare " + ValueConversions.describeKind(left)
                + " with " + ValueConversions.describeKind(right) + "; use number(...) to convert text");
    }

    private static int compare(Number one, Number other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        return toDecimal(one).compareTo(toDecimal(other));
    }

    private static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Surrogates encode the highest code points, although their char values are below U+E000.
                boolean oneIsSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSurrogate
                        ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String || right instanceof String) {
            return ValueConversions.toNfc(textOrEmpty(left) + textOrEmpty(right));
        }
        return arithmetic("+", BigDecimal::add).apply(left, right);
    }

    private static String textOrEmpty(@Nullable Object value) {
        return value == null ? "" : ValueConversions.toText("'+'", value);
    }

    private static Binary arithmetic(String operator, Calculation calculation) {
        String operation = "'" + operator + "'";
        return (left, right) -> {
            if (left == null || right == null) {
                return null;
            }
            BigDecimal one = toDecimal(requireNumber(operation, left));
            BigDecimal other = toDecimal(requireNumber(operation, right));
            return normalize(calculation.apply(one, other));
        };
    }

    /** Integer division truncates towards zero. */
    private static BigDecimal divide(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw new EvaluationException("'/' divides by zero");
        }
        if (left.scale() <= 0 && right.scale() <= 0) {
            BigInteger whole = left.toBigIntegerExact().divide(right.toBigIntegerExact());
            return new BigDecimal(whole);
        }
        return left.divide(right, MathContext.DECIMAL128);
    }

    private static @Nullable Object matches(@Nullable Object text, @Nullable Object regex) {
        if (text == null || regex == null) {
            return false;
        }
        return BoundedRegex.of("'matches'", regex).matches(ValueConversions.toText("'matches'", text));
    }

    /** The canonical form of a number: Long, else BigInteger, else a BigDecimal without trailing zeros. */
    static Number normalize(Number number) {
        if (number instanceof Long) {
            return number;
        }
        if (number instanceof Integer) {
            return number.longValue();
        }
        BigDecimal decimal = toDecimal(number);
        if (!DecimalParser.isWithinBounds(decimal)) {
            throw new EvaluationException(TOO_LONG);
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return stripped;
        }
        BigInteger whole = stripped.toBigIntegerExact();
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole;
    }

    static BigDecimal toDecimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw new EvaluationException("a number is infinite or not a number");
        }
    }

    static Number requireNumber(String operation, @Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new EvaluationException(operation + " expects numbers, not " + ValueConversions.describeKind(value)
                + "; use number(...) to convert text");
    }
}
