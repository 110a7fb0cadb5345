package io.contactsync.simulator;

import io.contactsync.simulator.call.Call;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.CallLog;
import io.contactsync.simulator.digivault.DigivaultContacts;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import io.contactsync.simulator.wire.Json;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Contacts and calls as the control endpoints show them. */
final class StateJson {

    private StateJson() {}

    /** Writes all contacts one by one, so that a million of them need no memory. */
    static void write(OutputStream out, DigivaultContacts digivault, HeyxService heyx) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("digivault");
            digivault.contacts().forEach(contact -> json.writePOJO(contact.shown()));
            json.writeEndArray();
            json.writeObjectPropertyStart("heyx");
            for (String channel : heyx.channels()) {
                json.writeArrayPropertyStart(channel);
                HeyxChannel contacts = heyx.channel(channel);
                contacts.contacts().forEach(contact -> json.writePOJO(contact.shown()));
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** {@return a log: total, counts and peak by channel, and the last so many entries} */
    static Map<String, Object> calls(CallLog log, int newest) {
        Map<String, Object> counts = new LinkedHashMap<>();
        Map<String, Object> peaks = new LinkedHashMap<>();
        log.counts().forEach((channel, kinds) -> {
            counts.put(channel, byWord(kinds));
            peaks.put(channel, log.peak(channel));
        });
        List<Call> entries = log.entries();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("total", log.count());
        shown.put("counts", counts);
        shown.put("peak", peaks);
        shown.put(
                "entries",
                entries.stream()
                        .skip(Math.max(0, entries.size() - (long) newest))
                        .map(StateJson::entry)
                        .toList());
        return shown;
    }

    private static Map<String, Object> byWord(Map<CallKind, Map<Integer, Long>> kinds) {
        Map<String, Object> byWord = new LinkedHashMap<>();
        kinds.forEach((kind, statuses) -> byWord.put(kind.word(), statuses));
        return byWord;
    }

    private static Map<String, Object> entry(Call call) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("sequence", call.sequence());
        entry.put("arrivalNanos", call.arrivalNanos());
        entry.put("arrivalMillis", call.arrivalMillis());
        entry.put("method", call.method());
        entry.put("kind", call.kind().word());
        entry.put("path", call.path());
        entry.put("status", call.status());
        entry.put("channel", call.channel());
        entry.put("parts", call.parts());
        entry.put("contactId", call.contactId());
        entry.put("fault", call.fault());
        return entry;
    }
}
