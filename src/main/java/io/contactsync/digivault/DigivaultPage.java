package io.contactsync.digivault;

import io.contactsync.http.JsonNumbers;
import io.contactsync.support.UnicodeText;
import io.contactsync.support.UnreadableNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One response of the list endpoint (digivault-contacts.md).
 *
 * @param items the elements of {@code data}, contacts or not
 * @param hasMore whether more pages follow
 */
record DigivaultPage(List<JsonNode> items, boolean hasMore) {

    /** The properties of a contact (digivault-contacts.md, "Properties"); any but the id may be absent or null. */
    static final List<String> FIELDS = List.of(
            "id",
            "username",
            "phone_number",
            "avatar_url",
            "display_name",
            "conversation_id",
            "last_active_at",
            "created_at");

    /**
     * Reads a response.
     *
     * @return the page, or empty if the body does not have the documented structure
     */
    static Optional<DigivaultPage> of(JsonNode body) {
        JsonNode data = body.path("data");
        JsonNode hasMore = body.path("has_more");
        return data.isArray() && hasMore.isBoolean()
                ? Optional.of(new DigivaultPage(List.copyOf(data.values()), hasMore.booleanValue()))
                : Optional.empty();
    }

    /** Returns the ids on the page that can be sent, in its order. */
    List<String> ids() {
        return items.stream()
                .map(DigivaultPage::id)
                .flatMap(Optional::stream)
                .filter(UnicodeText::isWellFormed)
                .toList();
    }

    static Optional<String> id(JsonNode item) {
        JsonNode id = item.path("id");
        return id.isString() || id.isNumber()
                ? Optional.of(id.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    static Map<String, @Nullable Object> fields(JsonNode item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name : FIELDS) {
            fields.put(name, toJava(item.path(name)));
        }
        return fields;
    }

    private static @Nullable Object toJava(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isNumber()) {
            return JsonNumbers.toJava(value);
        }
        if (JsonNumbers.isUnreadable(value)) {
            return UnreadableNumber.TOO_LONG;
        }
        return value.isBoolean()
                ? (Object) value.booleanValue()
                : value.isString() ? value.stringValue() : value.toString();
    }
}
