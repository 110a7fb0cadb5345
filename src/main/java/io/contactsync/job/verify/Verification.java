package io.contactsync.job.verify;

import io.contactsync.job.verify.Verified.Finding;
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
public record Verification(String job, Map<String, Channel> channels, List<Verified> differences) {
    /** Takes unmodifiable copies. */
    public Verification {
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
}
