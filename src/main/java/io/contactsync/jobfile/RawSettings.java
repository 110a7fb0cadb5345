package io.contactsync.jobfile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A job's settings as they are written in its file: placeholders are not filled, and secrets are masked. */
public final class RawSettings {

    private static final String MASK = "***";
    private static final String NOTIFY_URL = "notify.url";

    private final Set<String> secretKeys;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private RawSettings(Set<String> secretKeys) {
        this.secretKeys = secretKeys;
    }

    /**
     * Reads the settings from the job's file.
     *
     * @return each value by its path, such as {@code source.digivault.page-size}, in the file's order; tokens and the
     *     URL of {@code notify} as asterisks
     * @throws io.contactsync.jobfile.yaml.JobFileException if the file no longer exists
     */
    public static Map<String, String> of(JobFile job) {
        Set<String> secretKeys = new HashSet<>(job.source().connector().secretKeys());
        secretKeys.addAll(job.target().connector().secretKeys());
        RawSettings raw = new RawSettings(secretKeys);
        raw.collect("", new YAMLMapper().readTree(JobFileText.read(job.file())));
        return raw.settings;
    }

    private void collect(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(one -> collect(path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue()));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i));
            }
        } else {
            settings.put(path, isSecret(path) ? MASK : text(node));
        }
    }

    private boolean isSecret(String path) {
        return path.equals(NOTIFY_URL) || secretKeys.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    private static String text(JsonNode node) {
        return node.isArray()
                ? String.join(", ", node.valueStream().map(RawSettings::text).toList())
                : node.asString();
    }
}
