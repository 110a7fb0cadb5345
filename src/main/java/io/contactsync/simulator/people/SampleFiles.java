package io.contactsync.simulator.people;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.DigivaultContacts;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.heyx.inbox.HeyxContact;
import io.contactsync.simulator.wire.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads contacts as the two APIs show them; a file that is none fails with Jackson's exception. */
public final class SampleFiles {

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private SampleFiles() {}

    /** Puts a file's contacts into DigiVault; it holds a list, or an object whose "data" is one. */
    public static void digivault(Path file, DigivaultContacts contacts) {
        JsonNode root = Json.MAPPER.readTree(file);
        JsonNode list = root.isArray() ? root : root.path("data");
        list.values().forEach(contact -> contacts.put(digivaultContact(contact)));
    }

    /** Puts a file's contacts into HeyX; it holds an object of channel names and lists. */
    public static void heyx(Path file, Function<String, HeyxChannel> channels) {
        Json.MAPPER
                .readTree(file)
                .properties()
                .forEach(channel -> channel.getValue()
                        .values()
                        .forEach(contact -> putHeyx(contact, channels.apply(channel.getKey()))));
    }

    /** {@return a contact as DigiVault shows it}; without an id it is an IllegalArgumentException */
    public static DigivaultContact digivaultContact(JsonNode contact) {
        if (!contact.path("id").isString()) {
            throw new IllegalArgumentException("a DigiVault contact needs an id");
        }
        return new DigivaultContact(contact.path("id").stringValue(), fields(contact));
    }

    /**
     * Puts a contact as HeyX shows it into a channel, under a new id when it has none.
     *
     * @return it
     */
    public static HeyxContact putHeyx(JsonNode contact, HeyxChannel channel) {
        JsonNode fields = contact.path("custom_fields");
        var tags =
                contact.path("tags").values().stream().map(JsonNode::asString).toList();
        HeyxContact created = contact.has("id")
                ? new HeyxContact(
                        contact.path("id").asString(),
                        fields(fields),
                        tags,
                        contact.path("created_at").asLong(0))
                : channel.create(fields(fields), tags);
        channel.put(created);
        return created;
    }

    /** {@return the names and values of an object, none when it is anything else} */
    public static Map<String, @Nullable Object> fields(JsonNode fields) {
        return fields.isObject() ? Json.MAPPER.convertValue(fields, FIELDS) : new LinkedHashMap<>();
    }
}
