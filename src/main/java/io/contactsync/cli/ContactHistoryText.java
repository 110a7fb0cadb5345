package io.contactsync.cli;

import io.contactsync.ledger.Link;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.support.TextLines;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything the ledger holds about one contact, as text and as JSON.
 *
 * @param id the contact's id in the source
 * @param links the contact's links by channel
 * @param rejects the contact's current rejects
 * @param events the contact's history, oldest first
 */
record ContactHistoryText(
        String job,
        String id,
        Map<String, Link> links,
        List<Reject> rejects,
        List<ReadOnlyLedger.ContactEvent> events) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    boolean isEmpty() {
        return links.isEmpty() && rejects.isEmpty() && events.isEmpty();
    }

    String text() {
        TextLines lines = new TextLines().add("contact " + id + " of job " + job);
        links.forEach((channel, link) -> lines.add(line(channel, link)));
        rejects.forEach(reject ->
                lines.add("  %s: rejected in run %d: %s".formatted(reject.channel(), reject.run(), reject.reason())));
        lines.add("history");
        events.forEach(event -> lines.add("  " + SECOND.format(event.at())
                + (event.run() == 0 ? "  manually  " : "  run " + event.run() + "  ")
                + event.channel()
                + "  "
                + event.text()));
        return (events.isEmpty() ? lines.add("  no events recorded") : lines).toString();
    }

    private static String line(String channel, Link link) {
        Set<String> tags = link.known().tags();
        return "  %s: %s%s".formatted(channel, state(link), tags.isEmpty() ? "" : "; tags " + String.join(", ", tags));
    }

    private static String state(Link link) {
        if (link.targetId() == null) {
            return "a create was started in run " + link.run() + ", its result is unknown";
        }
        String settled = link.state() == Link.State.SETTLED ? "settled" : "not finished";
        return "linked to " + link.targetId() + ", " + settled + ", last changed in run " + link.run();
    }

    String json() {
        ObjectNode root = JSON.createObjectNode().put("job", job).put("id", id);
        ObjectNode channels = root.putObject("channels");
        links.forEach((channel, link) -> put(channels.putObject(channel), link));
        ArrayNode refusals = root.putArray("rejects");
        rejects.forEach(reject -> refusals.addObject()
                .put("channel", reject.channel())
                .put("reason", reject.reason())
                .put("attempts", reject.attempts())
                .put("run", reject.run())
                .put("at", reject.at().toString()));
        ArrayNode history = root.putArray("history");
        events.forEach(event -> history.addObject()
                .put("at", event.at().toString())
                .put("run", event.run())
                .put("channel", event.channel())
                .put("what", event.text()));
        return JSON.writeValueAsString(root);
    }

    private static void put(ObjectNode node, Link link) {
        node.put("targetId", link.targetId())
                .put("phase", link.state().name())
                .put("run", link.run())
                .put("outcome", link.outcome().name().toLowerCase(Locale.ROOT));
        link.known().fields().keySet().forEach(node.putArray("fields")::add);
        link.known().tags().forEach(node.putArray("tags")::add);
    }
}
