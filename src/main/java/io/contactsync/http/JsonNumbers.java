package io.contactsync.http;

import io.contactsync.support.DecimalParser;
import io.contactsync.support.UnreadableNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The numbers of a response. A number with more than 1,000 digits is represented by a node with
 * {@link UnreadableNumber}, so that it affects only the contact, or the page, that it belongs to.
 */
public final class JsonNumbers {

    /** An integer with fewer characters is a {@code long}. */
    private static final int LONG_LENGTH = 19;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNumbers() {}

    /** Reads a number from its text in JSON. */
    static JsonNode node(String text, boolean isInteger) {
        if (isInteger && text.length() < LONG_LENGTH) {
            return integer(Long.parseLong(text));
        }
        return DecimalParser.parse(text)
                .map(number -> isInteger ? integer(number.toBigIntegerExact()) : decimal(number))
                .orElseGet(() -> NODES.pojoNode(UnreadableNumber.TOO_LONG));
    }

    private static JsonNode integer(BigInteger number) {
        return number.bitLength() < Long.SIZE ? integer(number.longValue()) : NODES.numberNode(number);
    }

    private static JsonNode integer(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static JsonNode decimal(BigDecimal number) {
        return NODES.numberNode(number.stripTrailingZeros());
    }

    /** Whether a value is a number that could not be read, or contains one. */
    public static boolean isUnreadable(JsonNode value) {
        return value.isPojo() || (value.isContainer() && value.values().stream().anyMatch(JsonNumbers::isUnreadable));
    }

    /**
     * Converts a number.
     *
     * @param value a node for which {@link JsonNode#isNumber} is true
     * @return a {@link Long} if possible, else a {@link BigDecimal}
     */
    public static Number toJava(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? (Number) value.longValue() : value.decimalValue();
    }
}
