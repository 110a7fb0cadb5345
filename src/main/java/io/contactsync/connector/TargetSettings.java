package io.contactsync.connector;

import io.contactsync.http.ApiClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a job's contacts go, as the job file says it. */
public interface TargetSettings extends EndpointSettings {

    /**
     * The channels, each with contacts, ids and a rate limit of its own.
     *
     * @return at least one, in the order of the job file; each name once
     */
    List<Channel> targetChannels();

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
    default boolean supports(Capability capability) {
        return connector().targetCapabilities().contains(capability);
    }

    /**
     * Opens one channel.
     *
     * @param request the channel, and what the job asks of it
     * @param context what the run provides
     * @return the channel as a target, to be closed
     */
    Connection open(Request request, ConnectorContext context);

    /** What can be done in a system's targets. The job file is validated against it. */
    enum Capability {

        /** The job file names several channels. They are part of the job's identity. */
        CHANNELS,

        /** Contacts can be looked up by {@code match}, which a job then has to set. */
        LOOKUP,

        /** Contacts can be listed by the value of a field, as {@code preload} asks. */
        PRELOAD,

        /** Contacts have {@code tags}. */
        TAGS,

        /** A contact that is missing from the source can get a tag: {@code on-missing: {tag: NAME}}. */
        TAG_MISSING,

        /** A contact that is missing from the source can be deleted: {@code on-missing: delete}. */
        DELETE_MISSING,

        /** Every run writes all contacts anew, so nothing of an earlier run stays. */
        SNAPSHOT
    }

    /**
     * One channel of a target.
     *
     * @param name its name in the ledger and in results, {@code [a-z0-9-]{1,60}}
     * @param when the expression that says which contacts belong to it
     * @param callsPerMinute how many calls per minute a run may make, or nothing when there is no limit
     * @param secrets what must not appear in a stored or printed server message
     */
    record Channel(String name, String when, OptionalInt callsPerMinute, List<String> secrets) {

        /** Takes an unmodifiable copy. */
        public Channel {
            secrets = List.copyOf(secrets);
        }

        /**
         * The only channel of a target without an API.
         *
         * @param name its name
         * @return a channel that every contact belongs to
         */
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
     * @param target the channel as a target, which closes the client
     * @param client sends its calls, or null for a target without calls, which then gets one contact at a time
     */
    record Connection(Target target, @Nullable ApiClient client) {

        /**
         * A target without calls.
         *
         * @param target the target
         * @return a connection without a client
         */
        public static Connection local(Target target) {
            return new Connection(target, null);
        }
    }

    /**
     * What a job asks of one channel of its target.
     *
     * @param channel the channel's name
     * @param match the fields that contacts are looked up by, in this order; empty: nothing is looked up
     * @param takesOldest whether the oldest of several matches is taken; otherwise none is
     * @param preload which contacts are read before the first look-up
     * @param fields the mapped fields, in the order of the job file
     * @param tags the tags that the job owns, the one of missing contacts included
     * @param sample whether the run is a sample, which must not replace what a whole run has written
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
