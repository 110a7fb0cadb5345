package io.contactsync.jobfile;

import io.contactsync.connector.TargetSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The identity of a job as JSON, one text for each part. The order of channels, fields and tags is ignored, the order
 * of {@code match} is not. Ledgers store hashes of these texts, so they must not change between versions.
 */
final class JobFingerprint {

    private static final JsonMapper JSON = new JsonMapper();

    private JobFingerprint() {}

    static Map<String, String> of(JobFile job) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("source", job.source().identity());
        parts.put("target", job.target().identity());
        parts.put("channels", channels(job.target()));
        parts.put("match", job.match());
        parts.put("mode", job.mode());
        parts.put("fields", fields(job.fields()));
        parts.put("tags", new TreeMap<>(job.tags()));
        parts.put("blank", job.blank());
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((name, part) -> texts.put(name, JSON.writeValueAsString(part)));
        return texts;
    }

    static Map<String, String> fingerprints(JobFile job) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        of(job).forEach((name, text) -> fingerprints.put(name, sha256(text)));
        return fingerprints;
    }

    private static List<List<String>> channels(TargetSettings target) {
        if (!target.supports(TargetSettings.Capability.CHANNELS)) {
            return List.of();
        }
        return target.targetChannels().stream()
                .sorted(Comparator.comparing(TargetSettings.Channel::name))
                .map(channel -> List.of(channel.name(), channel.when()))
                .toList();
    }

    private static List<List<String>> fields(List<JobFile.FieldRule> fields) {
        return fields.stream()
                .sorted(Comparator.comparing(JobFile.FieldRule::name))
                .map(JobFingerprint::field)
                .toList();
    }

    private static List<String> field(JobFile.FieldRule rule) {
        return List.of(
                rule.name(),
                rule.expression(),
                Boolean.toString(rule.trigger()),
                rule.write().name(),
                Boolean.toString(rule.required()));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
