package io.contactsync.simulator;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.DigivaultContactStore;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.SimulatorJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads contacts in the JSON form of the two APIs. Invalid JSON causes a {@code JacksonException}. */
final class SampleFileReader {

    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private SampleFileReader() {}

    /** Loads the contacts of a file into DigiVault. The file contains a list, or an object with a list "data". */
    public static void loadDigivault(Path file, DigivaultContactStore contacts) {
        JsonNode root = SimulatorJson.MAPPER.readTree(file);
        JsonNode list = root.isArray() ? root : root.path("data");
        list.values().forEach(contact -> contacts.put(parseDigivaultContact(contact)));
    }

    /** Loads the contacts of a file into HeyX. The file contains an object with a list for each channel name. */
    public static void loadHeyx(Path file, Function<String, ChannelContacts> channels) {
        SimulatorJson.MAPPER
                .readTree(file)
                .properties()
                .forEach(channel -> channel.getValue()
                        .values()
                        .forEach(contact -> putHeyxContact(contact, channels.apply(channel.getKey()))));
    }

    /**
     * Reads a contact in DigiVault's JSON form.
     *
     * @throws IllegalArgumentException if it has no id
     */
    public static DigivaultContact parseDigivaultContact(JsonNode contact) {
        if (!contact.path("id").isString()) {
            throw new IllegalArgumentException("a DigiVault contact needs an id");
        }
        return new DigivaultContact(contact.path("id").stringValue(), parseFields(contact));
    }

    /**
     * Stores a contact in HeyX's JSON form in a channel, with a new id if it has none.
     *
     * @return the stored contact
     */
    public static HeyxContact putHeyxContact(JsonNode contact, ChannelContacts channel) {
        JsonNode fields = contact.path("custom_fields");
        var tags =
                contact.path("tags").values().stream().map(JsonNode::asString).toList();
        HeyxContact created = contact.has("id")
                ? new HeyxContact(
                        contact.path("id").asString(),
                        parseFields(fields),
                        tags,
                        contact.path("created_at").asLong(0))
                : channel.create(parseFields(fields), tags);
        channel.put(created);
        return created;
    }

    /** {@return the names and values of an object, an empty map for anything else} */
    public static Map<String, @Nullable Object> parseFields(JsonNode fields) {
        return fields.isObject() ? SimulatorJson.MAPPER.convertValue(fields, FIELDS) : new LinkedHashMap<>();
    }
}
