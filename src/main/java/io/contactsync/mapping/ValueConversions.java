package io.contactsync.mapping;

import io.contactsync.mapping.CompiledExpression.EvaluationException;
import io.contactsync.support.DecimalParser;
import io.contactsync.support.UnicodeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of the expression language and their conversion to text, numbers, booleans and times. */
final class ValueConversions {

    private static final long YEAR_1 = -62_135_596_800L;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final char FIRST_COMBINING_MARK = '\u0300';
    private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,18}");

    private ValueConversions() {}

    /**
     * Returns the canonical form of a value: text in NFC, exact numbers (integers without decimals), or lists of these.
     */
    static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof String text) {
            return toNfc(text);
        }
        if (value instanceof Number number) {
            return Operators.normalize(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueConversions::canonical).toList();
        }
        return value;
    }

    /** {@return the text in NFC, with U+FFFD for half a surrogate pair, which no target can store} */
    public static String toNfc(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING_MARK) {
                return Normalizer.normalize(UnicodeText.wellFormed(text), Normalizer.Form.NFC);
            }
        }
        // Text without combining marks and later characters is already in NFC.
        return text;
    }

    /** Converts text, a number or a boolean to text; never in scientific notation. */
    static String toText(String operation, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new EvaluationException(operation + " expects text, not " + describeKind(value));
    }

    /**
     * Converts a value to a boolean; null gives false.
     *
     * @param operation the function or operator that needs the value, for the message
     * @param value a canonical value or null
     * @throws EvaluationException if the value is neither a boolean nor null
     */
    public static boolean toBoolean(String operation, @Nullable Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value == null) {
            return false;
        }
        throw new EvaluationException(
                operation + " expects true or false, not " + describeKind(value) + "; use bool(...) to convert text");
    }

    /** Converts text to a number; empty if it is a number that is too long. */
    static Optional<Number> parseNumber(Object value) {
        if (value instanceof Number number) {
            return Optional.of(number);
        }
        if (value instanceof String text && DecimalParser.isNumber(text)) {
            return DecimalParser.parse(text).map(Operators::normalize);
        }
        throw new EvaluationException("number expects text that is a number such as 12 or -1.5");
    }

    static Boolean parseBoolean(Object value) {
        return switch (toText("bool", value).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new EvaluationException("bool expects true or false, 1 or 0, yes or no");
        };
    }

    /** Parses epoch seconds, an ISO 8601 date (its start in UTC) or a date-time with an offset. */
    static Instant parseInstant(String operation, Object value) {
        if (value instanceof Number number) {
            return fromEpochSeconds(operation, number);
        }
        String text = toText(operation, value);
        if (EPOCH.matcher(text).matches()) {
            return fromEpochSeconds(operation, Long.valueOf(text));
        }
        try {
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return fromEpochSeconds(operation, instant.getEpochSecond()).plusNanos(instant.getNano());
        } catch (DateTimeException e) {
            throw new EvaluationException(
                    operation + " expects epoch seconds, an ISO 8601 date or a date-time with an offset");
        }
    }

    private static Instant fromEpochSeconds(String operation, Number number) {
        BigDecimal seconds = Operators.toDecimal(number).setScale(0, RoundingMode.FLOOR);
        if (seconds.compareTo(BigDecimal.valueOf(YEAR_1)) < 0
                || seconds.compareTo(BigDecimal.valueOf(YEAR_10000)) >= 0) {
            throw new EvaluationException(
                    operation + " expects a year from 1 to 9999; give epoch seconds, not milliseconds");
        }
        return Instant.ofEpochSecond(seconds.longValueExact());
    }

    /** Whether a character is white space in Unicode, including no-break spaces. */
    static boolean isSpace(char character) {
        return character == '\u0085' || Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static String firstWord(String text) {
        String words = trim(text);
        return words.substring(0, endOfFirstWord(words));
    }

    static String otherWords(String text) {
        String words = trim(text);
        return trim(words.substring(endOfFirstWord(words)));
    }

    private static int endOfFirstWord(String words) {
        int end = 0;
        while (end < words.length() && !isSpace(words.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a value is null or text that contains only white space. */
    public static boolean isBlank(@Nullable Object value) {
        return value == null || (value instanceof String text && trim(text).isEmpty());
    }

    /** Describes the type of a value for an error message, for example {@code text} or {@code a list}. */
    public static String describeKind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof List<?> ? "a list" : "a value with parts";
    }
}
