package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of a job's target. They answer every question about the target, and open it. */
public interface TargetSettings extends EndpointSettings {

    /**
     * The channels. Each has its own contacts, ids and rate limit.
     *
     * @return at least one, in the order of the job file; each name once
     */
    List<Channel> targetChannels();

    /**
     * Checks whether a field can be mapped.
     *
     * @param field the target's name of the field
     * @param hasTags whether the job has tags
     * @return a sentence with what is wrong and what is allowed, or empty if it can be mapped
     */
    default Optional<String> fieldProblem(String field, boolean hasTags) {
        return Optional.empty();
    }

    /**
     * The fields by which any job may look up a contact of this target, whatever its own {@code match} is. Two jobs
     * whose contacts have the same value in one of them do not create these contacts at the same time.
     */
    default Set<String> identityFields() {
        return Set.of();
    }

    /**
     * The same target with another file.
     *
     * @param file the other file, absolute
     * @return the changed settings, or empty if the target is not a file
     */
    default Optional<TargetSettings> withFile(Path file) {
        return Optional.empty();
    }

    /** Returns true if the connector's targets have a capability. */
    default boolean supports(Capability capability) {
        return connector().targetCapabilities().contains(capability);
    }

    /**
     * Opens one channel.
     *
     * @param request the channel, and what the job requires from it
     * @return the target, to be closed by the caller
     */
    Connection open(Request request, ConnectorContext context);

    /** What the targets of a connector support. The job file is validated against it. */
    enum Capability {

        /** The job file names several channels. They are part of the job's identity. */
        CHANNELS,

        /** Contacts can be looked up by {@code match}, which a job then has to set. */
        LOOKUP,

        /** Contacts can be listed by the value of a field, which {@code preload} requires. */
        PRELOAD,

        /** Contacts have {@code tags}. */
        TAGS,

        /** A contact that is missing from the source can get a tag: {@code on-missing: {tag: NAME}}. */
        TAG_MISSING,

        /** A contact that is missing from the source can be deleted: {@code on-missing: delete}. */
        DELETE_MISSING,

        /** Every run rewrites all contacts, so that none of an earlier run remains. */
        SNAPSHOT
    }

    /**
     * One channel of a target.
     *
     * @param name its name in the ledger and in results, {@code [a-z0-9-]{1,60}}
     * @param when the condition under which a contact belongs to it
     * @param callsPerMinute the calls per minute that a run may make, or empty if there is no limit
     * @param secrets values that must not appear in a stored or printed server message
     */
    record Channel(String name, String when, OptionalInt callsPerMinute, List<String> secrets) {

        /** Takes an unmodifiable copy. */
        public Channel {
            secrets = List.copyOf(secrets);
        }

        /** The only channel of a target without an API. Every contact belongs to it. */
        public static Channel local(String name) {
            return new Channel(name, "true", OptionalInt.empty(), List.of());
        }

        @Override
        public String toString() {
            return "TargetChannel[" + name + "]";
        }
    }

    /**
     * An open channel of a target.
     *
     * @param target the target; closing it closes the client
     * @param client the client that sends its calls, or null for a target without calls, which is given one contact at
     *     a time
     */
    record Connection(Target target, @Nullable ApiClient client) {

        /** A target that makes no calls. */
        public static Connection local(Target target) {
            return new Connection(target, null);
        }
    }

    /**
     * What a job requires from one channel of its target.
     *
     * @param channel the channel's name
     * @param match the fields that contacts are looked up by, in this order; if empty, nothing is looked up
     * @param preferOldest whether the oldest of several matches is used; otherwise several matches are unclear
     * @param preload which contacts are read before the first lookup
     * @param fields the mapped fields, in the order of the job file
     * @param tags the tags that the job manages, including the tag of missing contacts
     * @param sample whether the run is a sample, which must not replace what a full run has written
     */
    record Request(
            String channel,
            List<String> match,
            boolean preferOldest,
            Optional<FieldFilter> preload,
            List<String> fields,
            Set<String> tags,
            boolean sample) {

        /** Takes unmodifiable copies. */
        public Request {
            match = List.copyOf(match);
            fields = List.copyOf(fields);
            tags = Set.copyOf(tags);
        }
    }
}
