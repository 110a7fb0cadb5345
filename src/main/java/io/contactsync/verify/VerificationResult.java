package io.contactsync.verify;

import io.contactsync.verify.VerificationResult.ContactResult.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The result of {@code verify}.
 *
 * @param channels in the order of the job file
 * @param differences the contacts that differ from the ledger or could not be read
 */
public record VerificationResult(String job, Map<String, Channel> channels, List<ContactResult> differences) {
    /** Takes unmodifiable copies. */
    public VerificationResult {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        differences = List.copyOf(differences);
    }

    /**
     * One channel.
     *
     * @param links the number of links in the ledger
     * @param listed the number of contacts in the job's listing; empty if the target has none
     * @param checked the number of contacts that were compared
     * @param findings the number of compared contacts by finding
     * @param calls the calls that were made, by kind
     */
    public record Channel(
            long links, OptionalLong listed, long checked, Map<Finding, Long> findings, Map<String, Long> calls) {
        /** Takes an unmodifiable copy. */
        public Channel {
            findings = Map.copyOf(findings);
        }

        Channel withCalls(Map<String, Long> counted) {
            return new Channel(links, listed, checked, findings, counted);
        }

        /** The number of missing and drifted contacts. */
        public long differing() {
            return findings.getOrDefault(Finding.MISSING, 0L) + findings.getOrDefault(Finding.DRIFTED, 0L);
        }
    }

    /** Whether any contact is missing or has drifted. */
    public boolean hasDifferences() {
        return channels.values().stream().anyMatch(channel -> channel.differing() > 0);
    }

    /**
     * The result as text.
     *
     * @param jobFile the job file's path, for the suggested commands
     * @param onDrift what was done about the contacts that differ
     */
    public String toText(String jobFile, Verifier.Options.OnDrift onDrift) {
        return VerificationText.text(this, jobFile, onDrift);
    }

    /** The result as one line of JSON. */
    public String toJson() {
        return VerificationText.json(this);
    }

    /** The number of contacts by finding, over all channels; every finding is present. */
    public Map<Finding, Long> findings() {
        Map<Finding, Long> sums = new EnumMap<>(Finding.class);
        for (Finding finding : Finding.values()) {
            sums.put(
                    finding,
                    channels.values().stream()
                            .mapToLong(channel -> channel.findings().getOrDefault(finding, 0L))
                            .sum());
        }
        return sums;
    }

    /**
     * The result for one contact.
     *
     * @param fields the fields whose values differ from what was sent
     * @param missingTags tags of the job that the contact no longer has
     * @param unexpectedTags tags that the contact has although the job removed them
     * @param reason why it could not be read, or empty
     */
    public record ContactResult(
            String sourceId,
            String channel,
            String targetId,
            Finding finding,
            List<String> fields,
            List<String> missingTags,
            List<String> unexpectedTags,
            String reason) {
        /** Takes unmodifiable copies. */
        public ContactResult {
            fields = List.copyOf(fields);
            missingTags = List.copyOf(missingTags);
            unexpectedTags = List.copyOf(unexpectedTags);
        }

        /** How a contact compares with the ledger. */
        public enum Finding {
            /** It is unchanged. */
            SAME,
            /** The target no longer has it. */
            MISSING,
            /** Fields or tags differ. */
            DRIFTED,
            /** The target refused to return it. */
            UNREAD
        }
    }
}
