package io.contactsync.connector;

import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.file.Path;
import java.util.Set;

/** A system that contacts can be read from and written to. Implementations are stateless and thread-safe. */
public interface Connector {

    /**
     * The key of its section in the job file.
     *
     * @return a key in kebab-case, such as {@code heyx}; unique in the registry
     */
    String key();

    /** Its display name, such as {@code HeyX}. */
    String title();

    /**
     * Reads its section under {@code source}.
     *
     * @param section the value of its key
     * @param jobFile the job file, absolute; relative paths are resolved against its directory
     * @return the settings, with every default filled in
     * @throws io.contactsync.jobfile.yaml.JobFileException if the section is invalid
     */
    SourceSettings readSource(YamlValue section, Path jobFile);

    /**
     * Reads its section under {@code target}.
     *
     * @param section the value of its key
     * @param jobFile the job file, absolute; relative paths are resolved against its directory
     * @return the settings, with every default filled in
     * @throws io.contactsync.jobfile.yaml.JobFileException if the section is invalid
     */
    TargetSettings readTarget(YamlValue section, Path jobFile);

    /** What its targets support. The job file is validated against it. */
    Set<TargetSettings.Capability> targetCapabilities();

    /**
     * The keys of its sections whose values are secret. They are masked wherever settings are shown.
     *
     * @return keys, such as {@code token}
     */
    default Set<String> secretKeys() {
        return Set.of("token");
    }

    /**
     * Returns true if it reads and writes a local file, which {@code --file} can replace: then
     * {@link SourceSettings#withFile} and {@link TargetSettings#withFile} return settings.
     */
    default boolean isFile() {
        return false;
    }
}
