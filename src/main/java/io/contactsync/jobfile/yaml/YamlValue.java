package io.contactsync.jobfile.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The value of a key or a list item: a section, a list, or a scalar that {@link ScalarReaders} reads. */
public final class YamlValue {

    private final YamlFile file;
    private final String path;
    private final Node node;

    YamlValue(YamlFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        file.locations().value(path, location());
    }

    /** Returns the keys to this value joined by dots, list items as {@code [0]}; empty for the whole file. */
    public String path() {
        return path;
    }

    /** Returns the last part of the path. */
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Returns true for text, numbers, booleans and null. */
    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /**
     * Reads the value as a section with a fixed set of keys.
     *
     * @param keys all keys that are allowed
     * @throws JobFileException if it is not a section, or has another key
     */
    public YamlSection section(String... keys) {
        return new YamlSection(file, path, mapping("keys " + String.join(", ", keys)), List.of(keys));
    }

    /**
     * Reads the value as a section whose keys are names of the user's choice.
     *
     * @return the values by name, in the file's order
     * @throws JobFileException if it is not a section
     */
    public Map<String, YamlValue> entries() {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        YamlSection section = new YamlSection(file, path, mapping("names, each with its value"), List.of());
        section.keys().forEach(key -> values.put(key, section.get(key)));
        return values;
    }

    private MappingNode mapping(String allowed) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw expected("a section with " + allowed);
    }

    /**
     * Reads the value as a list.
     *
     * @throws JobFileException if it is not a list
     */
    public List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw expected("a list, [a, b]");
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /**
     * Creates the error that the value is not what is allowed.
     *
     * @return the error, to be thrown; it quotes the value unless that contains a placeholder
     */
    public JobFileException expected(String allowed) {
        return error((path.isEmpty() ? "the file" : path) + " is " + described() + "; allowed: " + allowed);
    }

    /**
     * Creates an error at the value's location.
     *
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileException error(String sentence) {
        return file.error(location(), sentence);
    }

    private SourceLocations.Location location() {
        return SourceLocations.Location.of(node.getStartMark());
    }

    private String described() {
        if (!(node instanceof ScalarNode scalar)) {
            return node instanceof SequenceNode ? "a list" : "a section";
        }
        if (filled(scalar).used()) {
            return "the value of its placeholder";
        }
        return switch (ScalarKind.of(scalar)) {
            case NULL -> "empty";
            case NUMBER -> "the number " + QuotedText.shortened(scalar.getValue());
            case BOOL -> scalar.getValue();
            case TEXT, QUOTED -> "the text " + QuotedText.of(scalar.getValue());
        };
    }

    Optional<ScalarNode> scalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar) : Optional.empty();
    }

    /** Replaces the placeholders in this value's own scalar. */
    Placeholders filled(ScalarNode scalar) {
        SourceLocations places = file.locations();
        try {
            Placeholders filled = Placeholders.fill(scalar.getValue(), file.environment());
            places.text(path, scalar, filled);
            return filled;
        } catch (Placeholders.UnresolvedException e) {
            places.text(path, scalar, Placeholders.none(scalar.getValue()));
            throw places.error(path, e.index() + 1, path + " has " + e.getMessage());
        }
    }
}
