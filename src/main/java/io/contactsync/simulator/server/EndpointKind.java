package io.contactsync.simulator.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The endpoint of a call; {@link #OTHER} is any request to no documented endpoint. */
public enum EndpointKind {
    LOOKUP("lookup"),
    GET("get"),
    CREATE("create"),
    UPDATE("update"),
    ADD_TAGS("addTags"),
    REMOVE_TAGS("removeTags"),
    LIST("list"),
    DELETE("delete"),
    OTHER("other");

    private final String jsonName;

    EndpointKind(String jsonName) {
        this.jsonName = jsonName;
    }

    public String jsonName() {
        return jsonName;
    }

    /**
     * {@return the kind with this JSON name}
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static EndpointKind of(String jsonName) {
        return Arrays.stream(values())
                .filter(kind -> kind.jsonName.equals(jsonName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind must be one of " + jsonNames() + ", not '" + jsonName + "'"));
    }

    private static String jsonNames() {
        return Arrays.stream(values()).map(EndpointKind::jsonName).collect(Collectors.joining(", "));
    }
}
