package io.contactsync.jobfile.yaml;

import io.contactsync.jobfile.yaml.Node.Mapping;
import io.contactsync.jobfile.yaml.Node.Scalar;
import io.contactsync.jobfile.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind a key or in a list: a section, a list, or a single value that {@link Types} reads. */
public final class Value {

    private final YamlFile file;
    private final String path;
    private final Node node;

    Value(YamlFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        file.places().value(path, node.location());
    }

    /**
     * Where in the file it is.
     *
     * @return its keys joined by dots, list items as {@code [0]}; empty for the whole file
     */
    public String path() {
        return path;
    }

    /**
     * The key it stands behind.
     *
     * @return the last part of its path
     */
    public String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /**
     * Tells whether it is neither a list nor a section.
     *
     * @return true for text, numbers, truth values and nothing
     */
    public boolean isScalar() {
        return node instanceof Scalar;
    }

    /**
     * Reads it as a section with a fixed set of keys.
     *
     * @param keys the keys there are
     * @return the section
     * @throws JobFileError when it is no section, or has another key
     */
    public Section section(String... keys) {
        return new Section(file, path, mapping("keys " + String.join(", ", keys)), List.of(keys));
    }

    /**
     * Reads it as a section whose keys are names of the operator's choice.
     *
     * @return the values by name, in the file's order
     * @throws JobFileError when it is no section
     */
    public Map<String, Value> named() {
        Map<String, Value> values = new LinkedHashMap<>();
        Section section = new Section(file, path, mapping("names, each with its value"), List.of());
        section.keys().forEach(key -> values.put(key, section.get(key)));
        return values;
    }

    private Mapping mapping(String allowed) {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw not("a section with " + allowed);
    }

    /**
     * Reads it as a list.
     *
     * @return its items
     * @throws JobFileError when it is no list
     */
    public List<Value> list() {
        if (!(node instanceof Sequence sequence)) {
            throw not("a list, [a, b]");
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(new Value(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /**
     * The error that it is not what it has to be.
     *
     * @param allowed what is allowed
     * @return the error, to be thrown; it quotes the value unless that holds a placeholder
     */
    public JobFileError not(String allowed) {
        return error((path.isEmpty() ? "the file" : path) + " is " + described() + "; allowed: " + allowed);
    }

    /**
     * An error about it.
     *
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileError error(String sentence) {
        return file.error(node.location(), sentence);
    }

    private String described() {
        if (!(node instanceof Scalar scalar)) {
            return node instanceof Sequence ? "a list" : "a section";
        }
        if (filled(scalar).used()) {
            return "what its placeholder gives";
        }
        return switch (scalar.kind()) {
            case EMPTY -> "empty";
            case NUMBER -> "the number " + Quote.oneLine(scalar.text());
            case TRUTH -> scalar.text();
            case TEXT, QUOTED -> "the text " + Quote.of(scalar.text());
        };
    }

    Optional<Scalar> scalar() {
        return node instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    /** Fills the placeholders of its text, which must be its own. */
    Placeholders filled(Scalar scalar) {
        Places places = file.places();
        try {
            Placeholders filled = Placeholders.fill(scalar.text(), file.environment());
            places.text(path, scalar, filled);
            return filled;
        } catch (Placeholders.Unfilled e) {
            places.text(path, scalar, Placeholders.none(scalar.text()));
            throw places.error(path, e.index() + 1, path + " has " + e.getMessage());
        }
    }
}
