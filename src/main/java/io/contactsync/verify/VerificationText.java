package io.contactsync.verify;

import io.contactsync.report.Formats;
import io.contactsync.support.TextLines;
import io.contactsync.verify.VerificationResult.ContactResult.Finding;
import io.contactsync.verify.Verifier.Options.OnDrift;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of {@code verify} as text and as JSON. */
final class VerificationText {
    private static final int MAX_SHOWN = 20;
    private static final int MAX_IN_JSON = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private VerificationText() {}

    static String text(VerificationResult verification, String jobFile, OnDrift onDrift) {
        TextLines text = new TextLines();
        verification.differences().stream()
                .limit(MAX_SHOWN)
                .forEach(one -> text.add("%s (%s, %s): %s%s"
                        .formatted(
                                one.sourceId(),
                                one.channel(),
                                one.targetId(),
                                finding(one),
                                DifferenceText.of(one).isEmpty() ? "" : ": " + DifferenceText.of(one))));
        int more = verification.differences().size() - MAX_SHOWN;
        if (more > 0) {
            text.add("and " + more + " more; --csv FILE writes all of them");
        }
        verification.channels().forEach((name, channel) -> appendChannel(text, name, channel));
        if (verification.hasDifferences() && onDrift == OnDrift.FORGET) {
            text.add("next: contact-sync run " + jobFile + "   sends these contacts again");
        } else if (verification.hasDifferences()) {
            text.add("next: contact-sync verify --forget-drifted " + jobFile
                    + "   makes the next run send these contacts again");
        }
        return text.toString();
    }

    private static void appendChannel(TextLines text, String name, VerificationResult.Channel channel) {
        if (channel.listed().isPresent()) {
            long listed = channel.listed().getAsLong();
            text.add("%s: the target lists %s of this job, the ledger has %d%s"
                    .formatted(
                            name,
                            Formats.count(listed, "contact"),
                            channel.links(),
                            listed == channel.links() ? "" : ": the counts differ"));
        }
        text.add("%s: %d of %d checked: %s; calls %s"
                .formatted(
                        name,
                        channel.checked(),
                        channel.links(),
                        Finding.SAME.name().toLowerCase(Locale.ROOT) + " "
                                + channel.findings().getOrDefault(Finding.SAME, 0L)
                                + ", missing "
                                + channel.findings().getOrDefault(Finding.MISSING, 0L)
                                + ", drifted "
                                + channel.findings().getOrDefault(Finding.DRIFTED, 0L)
                                + ", unread "
                                + channel.findings().getOrDefault(Finding.UNREAD, 0L),
                        channel.calls().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()));
        if (channel.checked() < channel.links()) {
            text.add(name + ": " + confidence(channel));
        }
    }

    static String confidence(VerificationResult.Channel channel) {
        long bound = ConfidenceBound.upperBound(channel.links(), channel.checked(), channel.differing());
        return String.format(
                Locale.ROOT,
                "with 95 %% confidence at most %d of the %d differ (%.1f %%)",
                bound,
                channel.links(),
                100.0 * bound / channel.links());
    }

    private static String finding(VerificationResult.ContactResult one) {
        return one.finding().name().toLowerCase(Locale.ROOT);
    }

    static String json(VerificationResult verification) {
        ObjectNode root = JSON.createObjectNode().put("job", verification.job());
        counts(root.putObject("contacts"), verification.findings());
        ObjectNode channels = root.putObject("channels");
        verification.channels().forEach((name, channel) -> {
            ObjectNode one = channels.putObject(name).put("links", channel.links());
            if (channel.listed().isPresent()) {
                one.put("listed", channel.listed().getAsLong());
            } else {
                one.putNull("listed");
            }
            one.put("checked", channel.checked());
            counts(one, channel.findings());
            ObjectNode calls = one.putObject("calls");
            channel.calls().forEach(calls::put);
            if (channel.checked() < channel.links()) {
                one.put("atMost", ConfidenceBound.upperBound(channel.links(), channel.checked(), channel.differing()))
                        .put("confidence", 0.95);
            }
        });
        ArrayNode differences = root.putArray("differences");
        verification.differences().stream().limit(MAX_IN_JSON).forEach(one -> put(differences.addObject(), one));
        return JSON.writeValueAsString(root);
    }

    private static void counts(ObjectNode node, Map<Finding, Long> findings) {
        for (Finding finding : Finding.values()) {
            node.put(finding.name().toLowerCase(Locale.ROOT), findings.getOrDefault(finding, 0L));
        }
    }

    private static void put(ObjectNode node, VerificationResult.ContactResult one) {
        node.put("id", one.sourceId())
                .put("channel", one.channel())
                .put("targetId", one.targetId())
                .put("finding", finding(one));
        one.fields().forEach(node.putArray("fields")::add);
        one.missingTags().forEach(node.putArray("lostTags")::add);
        one.unexpectedTags().forEach(node.putArray("strangeTags")::add);
        node.put("reason", one.reason());
    }
}
