package io.contactsync.simulator.server;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON. */
public final class SimulatorJson {

    /** Rejects text after the end of the value and keeps the order of names. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private SimulatorJson() {}

    /** {@return the JSON text of a map or list} */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** {@return the JSON object in a text, empty if the text is anything else} */
    public static Optional<JsonNode> object(String body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
