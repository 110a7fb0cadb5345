package io.contactsync.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Removes the token from a response. A server that quotes it, in an id for example, would otherwise bring it into the
 * ledger and into messages.
 */
final class TokenFilter {

    /** A shorter token could be part of a name or a number, which must not be changed. */
    private static final int MIN_LENGTH = 12;

    private static final String REPLACEMENT = "[token]";

    private final String token;

    TokenFilter(String token) {
        this.token = token;
    }

    /** Returns the response, in which the token is replaced in all texts and keys. */
    JsonNode apply(JsonNode node) {
        return token.length() < MIN_LENGTH ? node : replace(node);
    }

    private JsonNode replace(JsonNode node) {
        if (node.isString()) {
            String text = node.stringValue();
            return text.contains(token) ? StringNode.valueOf(text.replace(token, REPLACEMENT)) : node;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replace(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                if (property.getKey().contains(token)) {
                    return replaceKeys(object);
                }
                property.setValue(replace(property.getValue()));
            }
        }
        return node;
    }

    private ObjectNode replaceKeys(ObjectNode object) {
        ObjectNode renamed = object.objectNode();
        object.properties()
                .forEach(property ->
                        renamed.set(property.getKey().replace(token, REPLACEMENT), replace(property.getValue())));
        return renamed;
    }
}
