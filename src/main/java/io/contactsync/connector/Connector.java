package io.contactsync.connector;

import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.file.Path;
import java.util.Set;

/** A system that contacts can be read from and written to. Stateless; safe for threads. */
public interface Connector {

    /**
     * The key of its section in the job file.
     *
     * @return a key in kebab-case, such as {@code heyx}; unique in the registry
     */
    String key();

    /**
     * Its name in messages.
     *
     * @return a name such as {@code HeyX}
     */
    String title();

    /**
     * Reads its section under {@code source}.
     *
     * @param section what the section's key holds
     * @param jobFile the job file, absolute; relative paths start in its directory
     * @return the settings, with every default filled in
     * @throws io.contactsync.jobfile.yaml.JobFileException when the section is wrong
     */
    SourceSettings readSource(YamlValue section, Path jobFile);

    /**
     * Reads its section under {@code target}.
     *
     * @param section what the section's key holds
     * @param jobFile the job file, absolute; relative paths start in its directory
     * @return the settings, with every default filled in
     * @throws io.contactsync.jobfile.yaml.JobFileException when the section is wrong
     */
    TargetSettings readTarget(YamlValue section, Path jobFile);

    /**
     * What can be done in its targets.
     *
     * @return the capabilities
     */
    Set<TargetSettings.Capability> targetCapabilities();

    /**
     * The keys of its sections whose values are secret, and are masked wherever settings are shown.
     *
     * @return keys, such as {@code token}
     */
    default Set<String> secretKeys() {
        return Set.of("token");
    }

    /**
     * Tells whether it reads and writes a local file, which {@code --file} can replace.
     *
     * @return true when {@link SourceSettings#withFile} and {@link TargetSettings#withFile} return settings
     */
    default boolean isFile() {
        return false;
    }
}
