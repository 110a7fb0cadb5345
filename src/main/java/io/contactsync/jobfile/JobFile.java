package io.contactsync.jobfile;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.yaml.JobFileException;
import io.contactsync.jobfile.yaml.SourceLocations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job as its file describes it, with every default filled in.
 *
 * @param file the job file as the operator named it
 * @param name names ledger and history, {@code [a-z0-9-]{1,60}}
 * @param source where contacts come from
 * @param target where they go
 * @param mode what may be done there
 * @param match the target's fields that a contact without a link is looked up by, in this order; each is mapped
 * @param preload which of the target's contacts are read before the first look-up
 * @param onAmbiguous what is done when several contacts match
 * @param fields how each field of the target gets its value, in the file's order
 * @param blank what a blank value does
 * @param tags for each tag of the job the condition under which a contact has it, in the file's order
 * @param onMissing what is done about a contact that is missing from the source
 * @param stopWhen when a run stops before doing damage
 * @param retry how often and how long a call is retried
 * @param notification where the result of a run is posted to
 * @param places the location of every value in the file
 */
public record JobFile(
        Path file,
        String name,
        SourceSettings source,
        TargetSettings target,
        Mode mode,
        List<String> match,
        Optional<FieldFilter> preload,
        OnAmbiguous onAmbiguous,
        List<FieldRule> fields,
        Blank blank,
        Map<String, String> tags,
        OnMissing onMissing,
        StopWhen stopWhen,
        Retry retry,
        Optional<Notifications> notification,
        SourceLocations locations) {

    /** Takes unmodifiable copies that keep the order. */
    public JobFile {
        match = List.copyOf(match);
        fields = List.copyOf(fields);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** What may be done in the target. */
    public enum Mode {
        /** Create and update. */
        UPSERT,
        /** Only create. */
        CREATE_ONLY,
        /** Only update. */
        UPDATE_ONLY
    }

    /** What is done when a look-up finds several contacts. */
    public enum OnAmbiguous {
        /** The contact is rejected. */
        REJECT,
        /** The one that was created first is taken. */
        OLDEST
    }

    /** What a blank value does. */
    public enum Blank {
        /** The target's value is kept. */
        KEEP,
        /** The target's value is cleared. */
        CLEAR
    }

    /**
     * Loads a job file.
     *
     * @param file the file
     * @param environment the variables that placeholders are filled from
     * @param connectors the systems that the file can name
     * @return the job
     * @throws JobFileException when the file cannot be read, or anything but its expressions is wrong
     */
    public static JobFile load(Path file, Map<String, String> environment, ConnectorRegistry connectors) {
        return JobFileReader.read(file, environment, connectors);
    }

    /**
     * Reads only the name of a job, so that its history can be shown where its tokens are not known.
     *
     * @param file the job file
     * @param environment the variables that a placeholder in the name is filled from
     * @return the job's name
     * @throws JobFileException when the file has no name, or is no YAML
     */
    public static String nameOf(Path file, Map<String, String> environment) {
        return JobFileReader.readName(file, environment);
    }

    /**
     * The same job with another file for its source or, where the source is no file, for its target.
     *
     * @param other the other file
     * @param connectors the systems that a job file can name, for the error
     * @return the job with it
     * @throws JobFileException when neither the source nor the target is a file, or both would be the same
     */
    public JobFile withFile(Path other, ConnectorRegistry connectors) {
        Path path = other.toAbsolutePath().normalize();
        JobFile changed = source.withFile(path)
                .map(replaced -> with(replaced, target))
                .or(() -> target.withFile(path).map(replaced -> with(source, replaced)))
                .orElseThrow(() -> new JobFileException(
                        file.toString(),
                        "another file was given; allowed: only where the source or the target is "
                                + connectors.keysOf(Connector::isFile)));
        JobFileValidator.check(changed, connectors);
        return changed;
    }

    private JobFile with(SourceSettings newSource, TargetSettings newTarget) {
        return new JobFile(
                file,
                name,
                newSource,
                newTarget,
                mode,
                match,
                preload,
                onAmbiguous,
                fields,
                blank,
                tags,
                onMissing,
                stopWhen,
                retry,
                notification,
                locations);
    }

    /**
     * Locates a value in the file.
     *
     * @param path its path: {@code fields.firstName} (its expression, in both forms), {@code tags.Active},
     *     {@code target.heyx.channels[0].when}
     * @return its location; that of the nearest section when the file leaves the value out
     */
    public SourceLocations.Location locate(String path) {
        return locations.locate(path);
    }

    /**
     * An error in a value, in the form of all errors of the job file.
     *
     * @param path the value's path, as for {@link #locate}
     * @param columnInValue the character it is about, from 1
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileException error(String path, int columnInValue, String sentence) {
        return locations.error(path, columnInValue, sentence);
    }

    /**
     * The identity of this job: a run is resumed only while all of it stays the same.
     *
     * @return for {@code source}, {@code target}, {@code channels}, {@code match}, {@code mode}, {@code fields},
     *     {@code tags} and {@code blank} a text that changes when they do; no token is in it
     */
    public Map<String, String> identity() {
        return JobFingerprint.of(this);
    }

    /**
     * The fingerprints of the identity, which a ledger stores.
     *
     * @return for each part of {@link #identity} its SHA-256 in hexadecimal digits
     */
    public Map<String, String> fingerprints() {
        return JobFingerprint.fingerprints(this);
    }

    /**
     * The changes in the file because of which an earlier run must not be resumed.
     *
     * @param former the fingerprints from when that run began
     * @return the names of the parts that differ, in the order of {@link #identity}; empty when it may resume
     */
    public List<String> changesSince(Map<String, String> former) {
        return fingerprints().entrySet().stream()
                .filter(part -> !part.getValue().equals(former.get(part.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Shows name and file only: a value that came from a placeholder is never printed. */
    @Override
    public String toString() {
        return name + " (" + file + ")";
    }

    /**
     * How one field of the target gets its value.
     *
     * @param name the target's name of the field
     * @param expression the expression over the contact's fields
     * @param trigger whether a difference in it is reason enough for a call
     * @param write when it is written
     * @param required whether a blank value rejects the contact
     */
    public record FieldRule(String name, String expression, boolean trigger, WriteMode write, boolean required) {}

    /**
     * Whom a run tells how it ended.
     *
     * @param url where the result is posted to; often a secret, and printed as its host only
     * @param on the occasions
     */
    public record Notifications(URI url, Set<Occasion> on) {

        /** Takes an unmodifiable copy. */
        public Notifications {
            on = Set.copyOf(on);
        }

        /** When something is posted. */
        public enum Occasion {
            /** A run failed or stopped. */
            FAILURE,
            /** A run was done, but rejected contacts. */
            REJECTS,
            /** A run was done after one that failed, stopped or rejected. */
            RECOVERY
        }

        @Override
        public String toString() {
            return "Notify[" + url.getHost() + ", " + on + "]";
        }
    }

    /** What is done about a contact that is gone from the source. */
    public sealed interface OnMissing {

        /** Nothing. */
        record Keep() implements OnMissing {}

        /**
         * It gets a tag, which is taken off when it comes back.
         *
         * @param name the tag
         */
        record Tag(String name) implements OnMissing {}

        /** It is deleted from the target, which must be DigiVault. */
        record Delete() implements OnMissing {}
    }

    /**
     * How often and how long a call is tried again.
     *
     * @param attempts tries of one call while others succeed, 1 to 20
     * @param outage how long nothing may succeed before the run stops, resumable
     */
    public record Retry(int attempts, Duration outage) {}

    /**
     * When a run stops before doing harm.
     *
     * @param rejected how many of the contacts read in this run may be rejected; a percentage counts from the 100th on
     * @param missing how many of a channel's links may be missing from the source
     */
    public record StopWhen(Threshold rejected, Threshold missing) {}

    /** How many are too many. */
    public sealed interface Threshold {

        /**
         * Tells whether it is exceeded.
         *
         * @param part how many there are
         * @param whole of how many
         * @return true when there are more than allowed; just as many do not exceed it
         */
        boolean isExceededBy(long part, long whole);

        /**
         * A number.
         *
         * @param most how many are allowed
         */
        record Count(int max) implements Threshold {
            @Override
            public boolean isExceededBy(long part, long whole) {
                return part > max;
            }

            @Override
            public String toString() {
                return Integer.toString(max);
            }
        }

        /**
         * A share of the whole.
         *
         * @param most how many of a hundred are allowed, 0 to 100
         */
        record Percentage(int max) implements Threshold {
            @Override
            public boolean isExceededBy(long part, long whole) {
                return part * 100 > whole * max;
            }

            @Override
            public String toString() {
                return max + "%";
            }
        }
    }
}
