package io.contactsync.mapping.expression;

import static java.util.Map.entry;

import io.contactsync.mapping.expression.Term.Failed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the operators between two values give, exactly. */
final class Operators {

    private static final int MOST_DIGITS = 1_000;

    /** The operators that always need both of their values, by the names that Spring's parser gives them. */
    private static final Map<String, Binary> BINARY = Map.ofEntries(
            entry("==", Operators::equal),
            entry("!=", (left, right) -> !equal(left, right)),
            entry("<", (left, right) -> order("<", left, right) < 0),
            entry(">", (left, right) -> order(">", left, right) > 0),
            entry("<=", (left, right) -> order("<=", left, right) <= 0),
            entry(">=", (left, right) -> order(">=", left, right) >= 0),
            entry("+", Operators::sum),
            entry("-", arithmetic("-", BigDecimal::subtract)),
            entry("*", arithmetic("*", BigDecimal::multiply)),
            entry("/", arithmetic("/", Operators::quotient)),
            entry("matches", Operators::matches));

    /** The names of all operators, those included that may leave a value unlooked at. */
    static final Set<String> NAMES =
            Stream.concat(BINARY.keySet().stream(), Stream.of("and", "or")).collect(Collectors.toUnmodifiableSet());

    private Operators() {}

    /** One operator between two values. */
    @FunctionalInterface
    interface Binary {
        @Nullable
        Object of(@Nullable Object left, @Nullable Object right);
    }

    @FunctionalInterface
    private interface Calculation {
        BigDecimal of(BigDecimal left, BigDecimal right);
    }

    /** The operator of a name, which is one that needs both of its values. */
    static Binary binary(String name) {
        return Objects.requireNonNull(BINARY.get(name));
    }

    /** What a sign before a value gives. */
    static @Nullable Object signed(String sign, @Nullable Object value) {
        String taker = "'" + sign + "'";
        if (value == null) {
            return null;
        }
        Number number = number(taker, value);
        return sign.equals("-") ? exact(decimal(number).negate()) : number;
    }

    private static boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return compare(one, other) == 0;
        }
        return left == null ? right == null : left.equals(right);
    }

    private static int order(String operator, @Nullable Object left, @Nullable Object right) {
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
        throw new Failed("'" + operator + "' cannot compare " + Values.kind(left) + " with " + Values.kind(right)
                + "; number(...) makes numbers of text");
    }

    private static int compare(Number one, Number other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        return decimal(one).compareTo(decimal(other));
    }

    private static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all others, though their own numbers are lower than U+E000.
                boolean unlike = Character.isSurrogate(a) != Character.isSurrogate(b);
                return unlike
                        ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static @Nullable Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String || right instanceof String) {
            return Values.composed(joined(left) + joined(right));
        }
        return arithmetic("+", BigDecimal::add).of(left, right);
    }

    private static String joined(@Nullable Object value) {
        return value == null ? "" : Values.text("'+'", value);
    }

    private static Binary arithmetic(String operator, Calculation calculation) {
        String taker = "'" + operator + "'";
        return (left, right) -> {
            if (left == null || right == null) {
                return null;
            }
            BigDecimal one = decimal(number(taker, left));
            BigDecimal other = decimal(number(taker, right));
            return exact(calculation.of(one, other));
        };
    }

    /** Whole numbers divide to a whole number, towards zero. */
    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw new Failed("'/' divides by zero");
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
        return Regex.of("'matches'", regex).matches(Values.text("'matches'", text));
    }

    /** The one form of a number: Long, else BigInteger, else a BigDecimal without trailing zeros. */
    static Number exact(Number number) {
        if (number instanceof Long) {
            return number;
        }
        if (number instanceof Integer) {
            return number.longValue();
        }
        BigDecimal decimal = decimal(number);
        if (decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS) {
            throw new Failed("a number has more than 1,000 digits");
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

    static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw new Failed("a number is infinite or not a number");
        }
    }

    static Number number(String taker, @Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new Failed(taker + " takes numbers, not " + Values.kind(value) + "; number(...) makes them of text");
    }
}
