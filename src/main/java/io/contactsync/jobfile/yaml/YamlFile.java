package io.contactsync.jobfile.yaml;

import java.util.Map;

/**
 * A file that is being read.
 *
 * @param name the file as the operator named it
 * @param environment the variables that placeholders are filled from
 * @param places where its keys and values stand
 */
public record YamlFile(String name, Map<String, String> environment, Places places) {

    /**
     * Begins to read a file.
     *
     * @param name the file as the operator named it
     * @param environment the variables that placeholders are filled from
     */
    public YamlFile(String name, Map<String, String> environment) {
        this(name, environment, new Places(name));
    }

    /**
     * Reads the file's text.
     *
     * @param text the whole text
     * @return what its only document holds
     * @throws JobFileError when it is not one document of plain YAML
     */
    public Value read(String text) {
        return new Value(this, "", Tree.parse(name, text));
    }

    /** Says its name only: the environment may hold secrets. */
    @Override
    public String toString() {
        return name;
    }

    JobFileError error(Location location, String sentence) {
        return new JobFileError(name, location, sentence);
    }
}
