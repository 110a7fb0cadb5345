package io.contactsync.connector;

import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the keys that the sections of several connectors have in common. */
public final class SettingReaders {

    /** The highest rate limit that can be set. */
    public static final int MAX_CALLS_PER_MINUTE = 100_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private SettingReaders() {}

    /**
     * Reads the name of a job or channel.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileException if it is not {@code [a-z0-9-]{1,60}}
     */
    public static String name(YamlValue value) {
        String name = ScalarReaders.text(value);
        if (!NAME.matcher(name).matches()) {
            throw value.expected("1 to 60 of the characters a-z, 0-9 and -");
        }
        return name;
    }

    /** Reads the required key {@code token}. */
    public static Token token(YamlSection section) {
        return new Token(ScalarReaders.secret(section.get("token")));
    }

    /**
     * Reads the key {@code calls-per-minute}.
     *
     * @param section the section
     * @param defaultValue the limit if the key is absent
     * @return the limit, from 1 to {@link #MAX_CALLS_PER_MINUTE}, or empty for {@code unlimited}
     */
    public static OptionalInt callsPerMinute(YamlSection section, int defaultValue) {
        return section.find("calls-per-minute")
                .map(SettingReaders::callsPerMinute)
                .orElse(OptionalInt.of(defaultValue));
    }

    private static OptionalInt callsPerMinute(YamlValue value) {
        return ScalarReaders.is(value, "unlimited")
                ? OptionalInt.empty()
                : OptionalInt.of(ScalarReaders.integer(value, 1, MAX_CALLS_PER_MINUTE, "unlimited"));
    }

    /** Reads a section {@code {field, value}}. */
    public static FieldFilter fieldFilter(YamlValue value) {
        YamlSection section = value.section("field", "value");
        return new FieldFilter(ScalarReaders.text(section.get("field")), ScalarReaders.text(section.get("value")));
    }

    /**
     * Reads the required key {@code file}.
     *
     * @param section the section
     * @param jobFile the job file, absolute; a relative path is resolved against its directory
     * @return the file, normalized
     * @throws io.contactsync.jobfile.yaml.JobFileException if it is not a path
     */
    public static Path file(YamlSection section, Path jobFile) {
        YamlValue value = section.get("file");
        try {
            return jobFile.resolveSibling(ScalarReaders.text(value)).normalize();
        } catch (InvalidPathException e) {
            throw value.expected("a path, from the job file's folder");
        }
    }

    /** Reads an optional key that is true or false. */
    public static boolean bool(YamlSection section, String key, boolean defaultValue) {
        return section.find(key).map(ScalarReaders::bool).orElse(defaultValue);
    }
}
