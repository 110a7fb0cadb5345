package io.contactsync.jobfile.yaml;

import java.util.List;
import java.util.Map;

/** What stands at one place of the file, before placeholders are filled in. */
sealed interface Node {

    /**
     * Where it begins.
     *
     * @return the place of its first character
     */
    Location location();

    /**
     * Keys with values.
     *
     * @param location where it begins
     * @param entries the entries in the file's order
     */
    record Mapping(Location location, Map<String, Entry> entries) implements Node {}

    /**
     * One entry of a mapping.
     *
     * @param key where the key stands
     * @param value what stands behind it
     */
    record Entry(Location key, Node value) {}

    /**
     * A list.
     *
     * @param location where it begins
     * @param items its items
     */
    record Sequence(Location location, List<Node> items) implements Node {}

    /**
     * A single value.
     *
     * @param location where it begins
     * @param kind what YAML 1.2 takes it for
     * @param text its text, without quotes and escapes
     * @param raw how it is written, quotes and escapes included, or empty when that spans several lines
     */
    record Scalar(Location location, Kind kind, String text, String raw) implements Node {}

    /** What YAML 1.2 takes a single value for, and whether it stands in quotes. */
    enum Kind {
        QUOTED,
        TEXT,
        NUMBER,
        TRUTH,
        EMPTY
    }
}
