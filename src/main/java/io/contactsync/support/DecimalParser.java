package io.contactsync.support;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses decimal numbers of at most {@value #MAX_DIGITS} digits. A larger number is never created: {@code 1e999999999}
 * is short, but takes a gigabyte when it is written without its exponent.
 */
public final class DecimalParser {

    /** The most digits of a number that is written without an exponent, without leading and trailing zeros. */
    public static final int MAX_DIGITS = 1_000;

    private static final int MAX_EXPONENT_DIGITS = 4;
    /** More characters than a number of {@value #MAX_DIGITS} digits needs, with zeros at its end. */
    private static final int MAX_LENGTH = 2 * MAX_DIGITS;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");

    private DecimalParser() {}

    /** Whether a text is a decimal number, of any size: digits, with an optional sign, decimal point and exponent. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * Parses a number.
     *
     * @param text a text for which {@link #isNumber} is true
     * @return the number, or empty if it has more than {@value #MAX_DIGITS} digits
     */
    public static Optional<BigDecimal> parse(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        String coefficient = mark < 0 ? text : text.substring(0, mark);
        String exponent = mark < 0 ? "" : text.substring(mark + 1);
        if (indexOfDigit(coefficient) == coefficient.length()) {
            return Optional.of(BigDecimal.ZERO);
        }
        int start = startOfDigits(coefficient);
        boolean isTooLong = coefficient.length() - start > MAX_LENGTH
                || exponent.length() - indexOfDigit(exponent) > MAX_EXPONENT_DIGITS;
        if (isTooLong) {
            return Optional.empty();
        }
        BigDecimal digits = new BigDecimal(coefficient.substring(start));
        BigDecimal number = digits.scaleByPowerOfTen(exponent.isEmpty() ? 0 : Integer.parseInt(exponent));
        return Optional.of(coefficient.charAt(0) == '-' ? number.negate() : number)
                .filter(DecimalParser::isWithinBounds);
    }

    /** The index of the first digit that is not zero; the length if there is none. */
    private static int indexOfDigit(String text) {
        int index = 0;
        while (index < text.length() && (text.charAt(index) < '1' || text.charAt(index) > '9')) {
            index++;
        }
        return index;
    }

    /** The index of the first digit that is not zero, or of the decimal point if that comes first. */
    private static int startOfDigits(String coefficient) {
        int point = coefficient.indexOf('.');
        int digit = indexOfDigit(coefficient);
        return point >= 0 && point < digit ? point : digit;
    }

    /** Whether a number has at most {@value #MAX_DIGITS} digits. */
    public static boolean isWithinBounds(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        long scale = stripped.scale();
        return Math.max(stripped.precision() - Math.min(scale, 0), scale) <= MAX_DIGITS;
    }
}
