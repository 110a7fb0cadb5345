package io.contactsync.verify;

import io.contactsync.verify.VerificationResult.ContactResult.Finding;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What reading back has shown.
 *
 * @param job the job's name
 * @param channels each channel, in the job file's order
 * @param differences the contacts that are not as they were left, or could not be read
 */
public record VerificationResult(String job, Map<String, Channel> channels, List<ContactResult> differences) {
    /** Takes unmodifiable copies. */
    public VerificationResult {
        channels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        differences = List.copyOf(differences);
    }

    /**
     * One channel.
     *
     * @param links how many contacts the ledger has linked
     * @param listed how many contacts the job's listing has, where it has one
     * @param checked how many were compared
     * @param findings how many of those stand how
     * @param calls the calls that it took, by kind
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

        /**
         * The contacts that differ.
         *
         * @return missing and drifted ones
         */
        public long differing() {
            return findings.getOrDefault(Finding.MISSING, 0L) + findings.getOrDefault(Finding.DRIFTED, 0L);
        }
    }

    /**
     * The findings over all channels.
     *
     * @return how many contacts stand how, each finding present
     */
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
     * What became of reading one contact back.
     *
     * @param sourceId its id in the source
     * @param channel the channel
     * @param targetId its id in the target
     * @param finding how it stands
     * @param fields the fields that are not what was sent
     * @param lostTags tags of the job that it has no more
     * @param strangeTags tags of the job that it has although the job took them off
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

        /** How a contact stands. */
        public enum Finding {
            /** It is as it was left. */
            SAME,
            /** The target has it no more. */
            MISSING,
            /** Fields or tags differ. */
            DRIFTED,
            /** The target would not show it. */
            UNREAD
        }
    }
}
