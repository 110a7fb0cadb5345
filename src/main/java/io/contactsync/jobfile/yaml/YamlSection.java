package io.contactsync.jobfile.yaml;

import io.contactsync.support.EditDistance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the file without unknown keys. */
public final class YamlSection {

    private final YamlFile file;
    private final String path;
    private final SourceLocations.Location location;
    private final List<String> known;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Accepts any key if {@code known} is empty. */
    YamlSection(YamlFile file, String path, MappingNode mapping, List<String> known) {
        this.file = file;
        this.path = path;
        this.location = SourceLocations.Location.of(mapping.getStartMark());
        this.known = known;
        for (NodeTuple entry : mapping.getValue()) {
            // The parser has refused every key that is not a scalar.
            ScalarNode keyNode = (ScalarNode) entry.getKeyNode();
            String key = keyNode.getValue();
            SourceLocations.Location keyLocation = SourceLocations.Location.of(keyNode.getStartMark());
            file.locations().key(path(key), keyLocation);
            if (!known.isEmpty() && !known.contains(key)) {
                throw file.error(keyLocation, unknown(key));
            }
            values.put(key, entry.getValueNode());
        }
    }

    private String unknown(String key) {
        String meant = EditDistance.nearest(key, known)
                .map(nearest -> "did you mean '" + nearest + "'? ")
                .orElse("");
        return "unknown key " + QuotedText.of(key) + " in " + name() + "; " + meant + "allowed: "
                + String.join(", ", known);
    }

    private String name() {
        return path.isEmpty() ? "the job file" : path;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** Returns the value of an optional key, or empty if the section does not have the key. */
    public Optional<YamlValue> find(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> new YamlValue(file, path(key), node));
    }

    /**
     * Returns the value of a required key.
     *
     * @throws JobFileException if the section does not have the key
     */
    public YamlValue get(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    private JobFileException missing(String key) {
        return file.error(
                location, "missing key '" + key + "' in " + name() + "; allowed: " + String.join(", ", known));
    }

    /**
     * Returns the value of a section that must have exactly one key.
     *
     * @throws JobFileException if it has none or several
     */
    public YamlValue onlyValue() {
        if (keys().size() == 1) {
            return get(keys().iterator().next());
        }
        String found = keys().isEmpty() ? "is empty" : "has " + String.join(" and ", keys());
        throw file.error(location, name() + " " + found + "; allowed: exactly one of " + String.join(", ", known));
    }
}
