package io.contactsync.heyx;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.JsonNumbers;
import io.contactsync.support.UnreadableNumber;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes HeyX's request bodies and reads its responses (heyx-contacts.md). */
final class HeyxJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** 2^53: a double holds every integer up to this one. */
    private static final double MAX_SAFE_INTEGER = 9_007_199_254_740_992.0;

    private HeyxJson() {}

    /** Returns the request body for fields. */
    public static JsonNode fields(List<FieldValue> fields) {
        ObjectNode body = JSON.objectNode();
        ArrayNode list = body.putArray("custom_fields");
        for (FieldValue field : fields) {
            list.addObject().put("name", field.name()).set("value", value(field.value()));
        }
        return body;
    }

    private static JsonNode value(Object value) {
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (!(value instanceof Number number)) {
            return JSON.stringNode(value.toString());
        }
        BigDecimal decimal = new BigDecimal(number.toString());
        return isExactAsDouble(decimal) ? JSON.numberNode(decimal) : JSON.stringNode(ContactMatcher.text(decimal));
    }

    /** Readers of JSON convert numbers to doubles: they would change the last digits, or find infinity. */
    private static boolean isExactAsDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        boolean isSafe = Math.abs(nearest) <= MAX_SAFE_INTEGER
                || number.stripTrailingZeros().scale() > 0;
        return isSafe && Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    }

    /** Returns the request body for tags. */
    public static JsonNode tags(List<String> tags) {
        ObjectNode body = JSON.objectNode();
        ArrayNode list = body.putArray("tags");
        tags.forEach(list::add);
        return body;
    }

    /**
     * Returns the message of an error in a 200 response: {@code status} is "error" (behaviour.md, "Error inside a
     * 200").
     */
    public static Optional<String> error(JsonNode body) {
        return "error".equals(body.path("status").asString(""))
                ? Optional.of(body.path("message").asString("no message"))
                : Optional.empty();
    }

    /**
     * Returns true if a response is a list, possibly empty, whose ids and number of pages can be read. Only a list
     * shows that a contact does not exist.
     */
    public static boolean isList(JsonNode body) {
        JsonNode data = body.path("data");
        JsonNode lastPage = body.path("meta").path("last_page");
        boolean hasPages = !lastPage.isPojo() && (!lastPage.isNumber() || lastPage.canConvertToInt());
        return hasPages && data.isArray() && data.values().stream().noneMatch(HeyxJson::hasUnreadableId);
    }

    private static boolean hasUnreadableId(JsonNode contact) {
        return JsonNumbers.isUnreadable(contact.path("id"));
    }

    /** Returns the id in the response to a create, if there is one. */
    public static Optional<String> createdId(JsonNode body) {
        return id(body.path("data"));
    }

    private static Optional<String> id(JsonNode contact) {
        return hasUnreadableId(contact)
                ? Optional.empty()
                : Optional.of(contact.path("id").asString("")).filter(id -> !id.isBlank());
    }

    /** Returns the contacts of a list, without elements that are not contacts. */
    public static List<TargetContact> contacts(JsonNode body) {
        List<TargetContact> contacts = new ArrayList<>();
        for (JsonNode item : body.path("data")) {
            contact(item).ifPresent(contacts::add);
        }
        return contacts;
    }

    /** Reads a contact, or returns empty if the element has no id. */
    public static Optional<TargetContact> contact(JsonNode item) {
        Optional<String> id = id(item);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        // PHP sends an empty map as []. An array has no properties either.
        item.path("custom_fields").properties().forEach(field -> fields.put(field.getKey(), toJava(field.getValue())));
        Set<String> tags = new LinkedHashSet<>();
        item.path("tags").forEach(tag -> tags.add(nfc(tag.asString(""))));
        return Optional.of(new TargetContact(
                id.get(), fields, tags, item.path("created_at").asLong(0)));
    }

    private static @Nullable Object toJava(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return JsonNumbers.toJava(value);
        }
        if (JsonNumbers.isUnreadable(value)) {
            return UnreadableNumber.TOO_LONG;
        }
        if (value.isArray()) {
            return value.values().stream().map(one -> nfc(one.asString(""))).toList();
        }
        return value.isString() ? nfc(value.stringValue()) : value.toString();
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Returns the number of a list's last page, or 1 if it is absent. */
    public static int lastPage(JsonNode body) {
        return body.path("meta").path("last_page").asInt(1);
    }

    /** Returns the total number of contacts of a list, or -1 if it is absent. */
    public static int total(JsonNode body) {
        return body.path("meta").path("total").asInt(-1);
    }
}
