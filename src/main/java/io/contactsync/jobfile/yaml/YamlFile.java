package io.contactsync.jobfile.yaml;

import java.util.Map;

/**
 * A file that is being read.
 *
 * @param name the file as the user named it
 * @param environment the variables for placeholders
 * @param locations the locations of its keys and values
 */
public record YamlFile(String name, Map<String, String> environment, SourceLocations locations) {

    /** Starts to read a file. */
    public YamlFile(String name, Map<String, String> environment) {
        this(name, environment, new SourceLocations(name));
    }

    /**
     * Parses the file's text.
     *
     * @param text the whole text
     * @return the content of its only document
     * @throws JobFileException if it is not a single document of plain YAML
     */
    public YamlValue read(String text) {
        locations.source(text);
        return new YamlValue(this, "", StrictParser.parse(name, text));
    }

    /** Returns the name only: the environment may contain secrets. */
    @Override
    public String toString() {
        return name;
    }

    JobFileException error(SourceLocations.Location location, String sentence) {
        return new JobFileException(name, location, sentence);
    }
}
