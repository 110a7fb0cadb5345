package io.contactsync.simulator.heyx;

import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.heyx.inbox.HeyxContact;
import io.contactsync.simulator.wire.Reply;
import io.contactsync.simulator.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Handles one request to one of the six endpoints of a channel. */
record Endpoints(HeyxChannel contacts, HeyxOptions options, Request request, OpenCall call) {

    Reply lookup() {
        String name = requiredParameter("name");
        String value = requiredParameter("value");
        int page = request.parameter("page").map(Endpoints::page).orElse(1);
        return Reply.json(
                200, contacts.find(name, value, options.search(), page).toJson());
    }

    Reply get(String segment) {
        HeyxContact contact = contacts.get(id(segment)).orElseThrow(this::unknownContact);
        return Reply.json(200, Map.of("data", contact.toJson()));
    }

    Reply create(Duration hiddenFor) {
        HeyxContact created = contacts.create(BodyReader.fields(request, call), List.of(), hiddenFor);
        call.setContactId(created.id());
        return idResponse(created.id());
    }

    Reply update(String segment) {
        String id = id(segment);
        Map<String, @Nullable Object> fields = BodyReader.fields(request, call);
        change(id, contact -> contact.withFields(fields));
        return idResponse(id);
    }

    Reply addTags(String segment) {
        String id = id(segment);
        List<String> tags = BodyReader.tags(request, call);
        change(id, contact -> contact.withTags(tags));
        return Reply.json(200, HeyxService.envelope("success", "Contact Tags have been added successfully."));
    }

    Reply removeTags(String segment) {
        String id = id(segment);
        List<String> tags = BodyReader.tags(request, call);
        change(id, contact -> contact.withoutTags(tags));
        return Reply.json(200, HeyxService.envelope("success", "Contact Tags deleted successfully."));
    }

    private static Reply idResponse(String id) {
        return Reply.json(200, Map.of("data", Map.of("id", id)));
    }

    private String id(String segment) {
        return contacts.ids()
                .fromPath(segment)
                .orElseThrow(() -> Refusal.forbidden("The contact ID must be Base64 encoded."));
    }

    private void change(String id, UnaryOperator<HeyxContact> change) {
        if (contacts.change(id, change).isEmpty()) {
            throw unknownContact();
        }
    }

    private Refusal unknownContact() {
        return new Refusal(options.unknownContactStatus(), "No such contact.");
    }

    private String requiredParameter(String parameter) {
        return request.parameter(parameter)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> Refusal.forbidden("The " + parameter + " field is required."));
    }

    // Laravel treats anything that is not a page number as page 1. The cap only prevents an int overflow.
    private static int page(String text) {
        if (!text.matches("[0-9]+")) {
            return 1;
        }
        return text.length() > 8 ? 99_999_999 : Math.max(1, Integer.parseInt(text));
    }
}
