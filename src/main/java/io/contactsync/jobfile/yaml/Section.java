package io.contactsync.jobfile.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A part of the file with keys and values, of which no key is unknown. */
public final class Section {

    private final YamlFile file;
    private final String path;
    private final Node.Mapping mapping;
    private final List<String> known;

    /** Takes any key when none is known beforehand. */
    Section(YamlFile file, String path, Node.Mapping mapping, List<String> known) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.known = known;
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            Location location = entry.getValue().key();
            file.places().key(path(entry.getKey()), location);
            if (!known.isEmpty() && !known.contains(entry.getKey())) {
                throw file.error(location, unknown(entry.getKey()));
            }
        }
    }

    private String unknown(String key) {
        String meant = Quote.nearest(key, known)
                .map(near -> "did you mean '" + near + "'? ")
                .orElse("");
        return "unknown key " + Quote.of(key) + " in " + name() + "; " + meant + "allowed: " + String.join(", ", known);
    }

    private String name() {
        return path.isEmpty() ? "the job file" : path;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Set<String> keys() {
        return mapping.entries().keySet();
    }

    /**
     * The value behind a key that may be left out.
     *
     * @param key the key
     * @return its value, or nothing when the section does not have it
     */
    public Optional<Value> find(String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(entry -> new Value(file, path(key), entry.value()));
    }

    /**
     * The value behind a key that must be there.
     *
     * @param key the key
     * @return its value
     * @throws JobFileError when the section does not have it
     */
    public Value get(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    private JobFileError missing(String key) {
        return file.error(
                mapping.location(),
                "missing key '" + key + "' in " + name() + "; allowed: " + String.join(", ", known));
    }

    /**
     * The value of a section that has exactly one key.
     *
     * @return that value
     * @throws JobFileError when there is none, or more than one
     */
    public Value only() {
        if (keys().size() == 1) {
            return get(keys().iterator().next());
        }
        String found = keys().isEmpty() ? "is empty" : "holds " + String.join(" and ", keys());
        throw file.error(
                mapping.location(), name() + " " + found + "; allowed: exactly one of " + String.join(", ", known));
    }
}
