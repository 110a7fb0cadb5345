package io.contactsync.heyx;

import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
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

/** HeyX's JSON, as heyx-contacts.md shows it: bodies written, answers read. */
final class HeyxJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HeyxJson() {}

    /** The body that sends fields. */
    public static JsonNode fields(List<FieldValue> fields) {
        ObjectNode body = JSON.objectNode();
        ArrayNode list = body.putArray("custom_fields");
        for (FieldValue field : fields) {
            list.addObject().put("name", field.name()).set("value", value(field.value()));
        }
        return body;
    }

    private static JsonNode value(Object value) {
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        return value instanceof Number number
                ? JSON.numberNode(new java.math.BigDecimal(number.toString()))
                : JSON.stringNode(value.toString());
    }

    /** The body that names tags. */
    public static JsonNode tags(List<String> tags) {
        ObjectNode body = JSON.objectNode();
        ArrayNode list = body.putArray("tags");
        tags.forEach(list::add);
        return body;
    }

    /**
     * A refusal inside a 200: {@code status} is "error", whatever the HTTP code (behaviour.md, "Error inside a 200").
     */
    public static Optional<String> error(JsonNode body) {
        return "error".equals(body.path("status").asString(""))
                ? Optional.of(body.path("message").asString("no message"))
                : Optional.empty();
    }

    /** Whether an answer is a list, be it empty: only then does it say who is not there. */
    public static boolean isList(JsonNode body) {
        return body.path("data").isArray();
    }

    /** The id that a create answers with, if it does. */
    public static Optional<String> createdId(JsonNode body) {
        return Optional.of(body.path("data").path("id").asString("")).filter(id -> !id.isBlank());
    }

    /** The contacts of a list; what is none is left out. */
    public static List<TargetContact> contacts(JsonNode body) {
        List<TargetContact> contacts = new ArrayList<>();
        for (JsonNode item : body.path("data")) {
            contact(item).ifPresent(contacts::add);
        }
        return contacts;
    }

    /** A contact, if it is one. */
    public static Optional<TargetContact> contact(JsonNode item) {
        String id = item.path("id").asString("");
        if (id.isBlank()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        // An empty map arrives as [] from PHP; it has no properties then either.
        item.path("custom_fields").properties().forEach(field -> fields.put(field.getKey(), toJava(field.getValue())));
        Set<String> tags = new LinkedHashSet<>();
        item.path("tags").forEach(tag -> tags.add(nfc(tag.asString(""))));
        return Optional.of(
                new TargetContact(id, fields, tags, item.path("created_at").asLong(0)));
    }

    private static @Nullable Object toJava(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : value.decimalValue();
        }
        if (value.isArray()) {
            return value.values().stream().map(one -> nfc(one.asString(""))).toList();
        }
        return value.isString() ? nfc(value.stringValue()) : value.toString();
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The number of a list's last page; 1 when it is not told. */
    public static int lastPage(JsonNode body) {
        return body.path("meta").path("last_page").asInt(1);
    }

    /** How many contacts a list says that it has; -1 when it is not told. */
    public static int total(JsonNode body) {
        return body.path("meta").path("total").asInt(-1);
    }
}
