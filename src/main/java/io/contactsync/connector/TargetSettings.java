package io.contactsync.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a job's contacts go, as the job file says it. */
public interface TargetSettings extends EndpointSettings {

    /**
     * The channels, each with contacts, ids and a rate limit of its own.
     *
     * @return at least one, in the order of the job file; each name once
     */
    List<TargetChannel> targetChannels();

    /**
     * Checks whether a field can be mapped.
     *
     * @param field the target's name of the field
     * @param hasTags whether the job has tags
     * @return what is wrong and what is allowed, as a sentence; nothing when it can be mapped
     */
    default Optional<String> fieldProblem(String field, boolean hasTags) {
        return Optional.empty();
    }

    /**
     * The same target with another file.
     *
     * @param file the other file, absolute
     * @return the changed settings, or nothing when the target is no file
     */
    default Optional<TargetSettings> withFile(Path file) {
        return Optional.empty();
    }

    /**
     * Tells whether the target can do something.
     *
     * @param capability what
     * @return true when its connector has the capability
     */
    default boolean can(TargetCapability capability) {
        return connector().targetCapabilities().contains(capability);
    }

    /**
     * Opens one channel.
     *
     * @param request the channel, and what the job asks of it
     * @param context what the run provides
     * @return the channel as a target, to be closed
     */
    TargetConnection open(TargetRequest request, ConnectorContext context);
}
