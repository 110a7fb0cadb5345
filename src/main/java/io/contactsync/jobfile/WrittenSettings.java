package io.contactsync.jobfile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A job's settings as its file has them: placeholders are not filled, and what is secret is masked. */
public final class WrittenSettings {

    private static final String MASK = "***";
    private static final Set<String> SECRETS = Set.of("token", "notify.url");

    private WrittenSettings() {}

    /**
     * Reads the settings again, as they were written.
     *
     * @param file the job file
     * @return each value by its path, such as {@code source.digivault.page-size}, in the file's order; tokens and the
     *     address of {@code notify} as asterisks
     * @throws io.contactsync.jobfile.yaml.JobFileError when the file is not there any more
     */
    public static Map<String, String> of(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        collect("", new YAMLMapper().readTree(FileText.read(file)), settings);
        return settings;
    }

    private static void collect(String path, JsonNode node, Map<String, String> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(one -> collect(
                            path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue(), settings));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), settings);
            }
        } else {
            settings.put(path, isSecret(path) ? MASK : text(node));
        }
    }

    private static boolean isSecret(String path) {
        return SECRETS.contains(path) || SECRETS.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    private static String text(JsonNode node) {
        return node.isArray()
                ? String.join(
                        ", ", node.valueStream().map(WrittenSettings::text).toList())
                : node.asString();
    }
}
