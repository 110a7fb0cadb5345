package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.PendingCall;
import io.contactsync.simulator.server.SimulatorRequest;
import io.contactsync.simulator.server.SimulatorResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Handles one request to one of the six endpoints of a channel. */
record HeyxEndpoints(ChannelContacts contacts, HeyxOptions options, SimulatorRequest request, PendingCall call) {

    SimulatorResponse lookup() {
        String name = requiredParameter("name");
        String value = requiredParameter("value");
        int page = request.parameter("page").map(HeyxEndpoints::page).orElse(1);
        return SimulatorResponse.json(
                200, contacts.find(name, value, options.search(), page).toJson());
    }

    SimulatorResponse get(String segment) {
        HeyxContact contact = contacts.get(id(segment)).orElseThrow(this::unknownContact);
        return SimulatorResponse.json(200, Map.of("data", contact.toJson()));
    }

    SimulatorResponse create(Duration hiddenFor) {
        HeyxContact created = contacts.create(HeyxBodyReader.fields(request, call), List.of(), hiddenFor);
        call.setContactId(created.id());
        return idResponse(created.id());
    }

    SimulatorResponse update(String segment) {
        String id = id(segment);
        Map<String, @Nullable Object> fields = HeyxBodyReader.fields(request, call);
        change(id, contact -> contact.withFields(fields));
        return idResponse(id);
    }

    SimulatorResponse addTags(String segment) {
        String id = id(segment);
        List<String> tags = HeyxBodyReader.tags(request, call);
        change(id, contact -> contact.withTags(tags));
        return SimulatorResponse.json(
                200, HeyxService.envelope("success", "Contact Tags have been added successfully."));
    }

    SimulatorResponse removeTags(String segment) {
        String id = id(segment);
        List<String> tags = HeyxBodyReader.tags(request, call);
        change(id, contact -> contact.withoutTags(tags));
        return SimulatorResponse.json(200, HeyxService.envelope("success", "Contact Tags deleted successfully."));
    }

    private static SimulatorResponse idResponse(String id) {
        return SimulatorResponse.json(200, Map.of("data", Map.of("id", id)));
    }

    private String id(String segment) {
        return contacts.ids()
                .fromPath(segment)
                .orElseThrow(() -> HeyxError.forbidden("The contact ID must be Base64 encoded."));
    }

    private void change(String id, UnaryOperator<HeyxContact> change) {
        if (contacts.change(id, change).isEmpty()) {
            throw unknownContact();
        }
    }

    private HeyxError unknownContact() {
        return new HeyxError(options.unknownContactStatus(), "No such contact.");
    }

    private String requiredParameter(String parameter) {
        return request.parameter(parameter)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> HeyxError.forbidden("The " + parameter + " field is required."));
    }

    // Laravel treats anything that is not a page number as page 1. The cap only prevents an int overflow.
    private static int page(String text) {
        if (!text.matches("[0-9]+")) {
            return 1;
        }
        return text.length() > 8 ? 99_999_999 : Math.max(1, Integer.parseInt(text));
    }
}
