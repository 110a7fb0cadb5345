package io.contactsync.digivault;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The request body of a write: a contact's fields by name, all of them text. */
final class ContactBody {

    /** digivault-contacts.md, "Create a contact". */
    private static final List<String> REQUIRED = List.of("username", "phone_number");

    private ContactBody() {}

    /** Returns why DigiVault would refuse a change, as far as that is known before it is sent. */
    static Optional<Refusal> validate(Change change) {
        for (String name : REQUIRED) {
            Optional<FieldValue> field =
                    all(change).filter(one -> one.name().equals(name)).findFirst();
            boolean absent = field.isEmpty() && change.targetId() == null;
            if (absent || field.map(one -> Draft.Field.isBlank(one.value())).orElse(false)) {
                return Optional.of(new Refusal("has no " + name + ", which DigiVault requires", 0));
            }
        }
        return Optional.empty();
    }

    static JsonNode toJson(Change change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        all(change).forEach(field -> {
            if (Draft.Field.isBlank(field.value())) {
                body.putNull(field.name());
            } else {
                body.put(field.name(), ContactMatcher.text(field.value()));
            }
        });
        return body;
    }

    private static Stream<FieldValue> all(Change change) {
        return Stream.concat(change.fields().stream(), change.extraFields().stream());
    }
}
