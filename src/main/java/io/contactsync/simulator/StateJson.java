package io.contactsync.simulator;

import io.contactsync.simulator.digivault.DigivaultContactStore;
import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.server.CallLog;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.SimulatorJson;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The JSON form of contacts and calls in the control endpoints. */
final class StateJson {

    private StateJson() {}

    /** Streams all contacts, so that memory does not grow with their number. */
    static void write(OutputStream out, DigivaultContactStore digivault, HeyxService heyx) {
        try (JsonGenerator json = SimulatorJson.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("digivault");
            digivault.contacts().forEach(contact -> json.writePOJO(contact.toJson()));
            json.writeEndArray();
            json.writeObjectPropertyStart("heyx");
            for (String channel : heyx.channels()) {
                json.writeArrayPropertyStart(channel);
                ChannelContacts contacts = heyx.channel(channel);
                contacts.contacts().forEach(contact -> json.writePOJO(contact.toJson()));
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** {@return the total, the counts and peaks by channel, and at most {@code newest} of the newest entries} */
    static Map<String, Object> calls(CallLog log, int newest) {
        Map<String, Object> counts = new LinkedHashMap<>();
        Map<String, Object> peaks = new LinkedHashMap<>();
        log.counts().forEach((channel, kinds) -> {
            counts.put(channel, byJsonName(kinds));
            peaks.put(channel, log.peak(channel));
        });
        List<CallLog.Entry> entries = log.entries();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", log.count());
        json.put("counts", counts);
        json.put("peak", peaks);
        json.put(
                "entries",
                entries.stream()
                        .skip(Math.max(0, entries.size() - (long) newest))
                        .map(StateJson::entry)
                        .toList());
        return json;
    }

    private static Map<String, Object> byJsonName(Map<EndpointKind, Map<Integer, Long>> kinds) {
        Map<String, Object> byJsonName = new LinkedHashMap<>();
        kinds.forEach((kind, statuses) -> byJsonName.put(kind.jsonName(), statuses));
        return byJsonName;
    }

    private static Map<String, Object> entry(CallLog.Entry call) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("sequence", call.sequence());
        entry.put("arrivalNanos", call.receivedNanos());
        entry.put("arrivalMillis", call.receivedMillis());
        entry.put("method", call.method());
        entry.put("kind", call.kind().jsonName());
        entry.put("path", call.path());
        entry.put("status", call.status());
        entry.put("channel", call.channel());
        entry.put("parts", call.parts());
        entry.put("contactId", call.contactId());
        entry.put("fault", call.fault());
        return entry;
    }
}
