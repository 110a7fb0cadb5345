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
 * A job as its file defines it, with every default filled in.
 *
 * @param file the job file as the user named it
 * @param name the name of its ledger and history, {@code [a-z0-9-]{1,60}}
 * @param mode which writes are allowed
 * @param match the target's fields by which a contact without a link is looked up, in this order; each is mapped
 * @param preload which of the target's contacts are read before the first lookup
 * @param onAmbiguous what happens if several contacts match
 * @param fields the mapping of each field of the target, in the file's order
 * @param blank what a blank value does
 * @param tags for each tag of the job, the condition under which a contact has it, in the file's order
 * @param onMissing what happens to a contact that is missing from the source
 * @param stopWhen the thresholds at which a run stops
 * @param retry how often and for how long a call is retried
 * @param notification the webhook that is notified of a run's result
 * @param locations the location of every value in the file
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

    /** Which writes are allowed in the target. */
    public enum Mode {
        /** Create and update. */
        UPSERT,
        /** Only create. */
        CREATE_ONLY,
        /** Only update. */
        UPDATE_ONLY
    }

    /** What happens if a lookup finds several contacts. */
    public enum OnAmbiguous {
        /** The contact is rejected. */
        REJECT,
        /** The contact that was created first is used. */
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
     * @param environment the variables for placeholders
     * @param connectors the systems that the file can use
     * @return the job; its expressions are not checked yet
     * @throws JobFileException if the file cannot be read, or anything but its expressions is invalid
     */
    public static JobFile load(Path file, Map<String, String> environment, ConnectorRegistry connectors) {
        return JobFileReader.read(file, environment, connectors);
    }

    /**
     * Reads only the name of a job, so that its history can be shown even if its tokens are not set.
     *
     * @param file the job file
     * @param environment the variables for a placeholder in the name
     * @throws JobFileException if the file has no name, or is not YAML
     */
    public static String nameOf(Path file, Map<String, String> environment) {
        return JobFileReader.readName(file, environment);
    }

    /**
     * Returns a copy with another file for its source or, if the source is not a file, for its target.
     *
     * @throws JobFileException if neither the source nor the target is a file, or both would be the same file
     */
    public JobFile withFile(Path other, ConnectorRegistry connectors) {
        Path path = other.toAbsolutePath().normalize();
        JobFile changed = source.withFile(path)
                .map(replaced -> with(replaced, target, match, retry))
                .or(() -> target.withFile(path).map(replaced -> with(source, replaced, match, retry)))
                .orElseThrow(() -> new JobFileException(
                        file.toString(),
                        "another file was given; allowed: only where the source or the target is "
                                + connectors.keysOf(Connector::isFile)));
        JobFileValidator.check(changed, connectors);
        return changed;
    }

    /** Returns a copy with other match fields, for commands that only read. */
    public JobFile withMatch(List<String> newMatch) {
        return with(source, target, newMatch, retry);
    }

    /** Returns a copy with other retry limits, for commands that only read. */
    public JobFile withRetry(Retry newRetry) {
        return with(source, target, match, newRetry);
    }

    private JobFile with(SourceSettings newSource, TargetSettings newTarget, List<String> newMatch, Retry newRetry) {
        return new JobFile(
                file,
                name,
                newSource,
                newTarget,
                mode,
                newMatch,
                preload,
                onAmbiguous,
                fields,
                blank,
                tags,
                onMissing,
                stopWhen,
                newRetry,
                notification,
                locations);
    }

    /**
     * Returns the location of a value in the file.
     *
     * @param path its path, such as {@code fields.firstName} (the expression, in its short and its long form),
     *     {@code tags.Active} or {@code target.heyx.channels[0].when}
     * @return its location, or that of the nearest section if the file does not have the value
     */
    public SourceLocations.Location locate(String path) {
        return locations.locate(path);
    }

    /**
     * Creates an error in a value, in the same form as all errors of the job file.
     *
     * @param path the value's path, as for {@link #locate}
     * @param columnInValue the character at fault, from 1
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileException error(String path, int columnInValue, String sentence) {
        return locations.error(path, columnInValue, sentence);
    }

    /**
     * Returns the identity of this job. A run is resumed only if all of it is unchanged.
     *
     * @return for each of {@code source}, {@code target}, {@code channels}, {@code match}, {@code mode},
     *     {@code fields}, {@code tags} and {@code blank} a text that changes with it; without tokens
     */
    public Map<String, String> identity() {
        return JobFingerprint.of(this);
    }

    /**
     * Returns the fingerprints of the identity, which a ledger stores.
     *
     * @return for each part of {@link #identity} its SHA-256 in hexadecimal digits
     */
    public Map<String, String> fingerprints() {
        return JobFingerprint.fingerprints(this);
    }

    /**
     * Returns the changes in the file that prevent an earlier run from being resumed.
     *
     * @param earlier the fingerprints at the start of that run
     * @return the names of the parts that differ, in the order of {@link #identity}; empty if the run may be resumed
     */
    public List<String> changesSince(Map<String, String> earlier) {
        return fingerprints().entrySet().stream()
                .filter(part -> !part.getValue().equals(earlier.get(part.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Shows name and file only: a value that came from a placeholder is never printed. */
    @Override
    public String toString() {
        return name + " (" + file + ")";
    }

    /**
     * The mapping of one field of the target.
     *
     * @param name the target's name of the field
     * @param expression the expression over the contact's fields
     * @param trigger whether a difference in this field alone causes a call
     * @param write when it is written
     * @param required whether a blank value rejects the contact
     */
    public record FieldRule(String name, String expression, boolean trigger, WriteMode write, boolean required) {}

    /**
     * The webhook that is notified of a run's result.
     *
     * @param url the URL to which the result is posted; often a secret, so only its host is printed
     * @param on the results that are posted
     */
    public record Notifications(URI url, Set<Occasion> on) {

        /** Takes an unmodifiable copy. */
        public Notifications {
            on = Set.copyOf(on);
        }

        /** A result that is posted. */
        public enum Occasion {
            /** A run failed or stopped. */
            FAILURE,
            /** A run completed, but rejected contacts. */
            REJECTS,
            /** A run completed after one that failed, stopped or rejected contacts. */
            RECOVERY
        }

        @Override
        public String toString() {
            return "Notify[" + url.getHost() + ", " + on + "]";
        }
    }

    /** What happens to a contact that is missing from the source. */
    public sealed interface OnMissing {

        /** Nothing. */
        record Keep() implements OnMissing {}

        /** It gets a tag, which is removed when it is in the source again. */
        record Tag(String name) implements OnMissing {}

        /** It is deleted from the target, which must support deletion. */
        record Delete() implements OnMissing {}
    }

    /**
     * How often and for how long a call is retried.
     *
     * @param attempts the attempts per call while other calls succeed, 1 to 20
     * @param outage how long all calls may fail before the run stops; it can be resumed
     */
    public record Retry(int attempts, Duration outage) {}

    /**
     * The thresholds at which a run stops.
     *
     * @param rejected how many of the contacts read in this run may be rejected; a percentage applies from the 100th
     *     contact on
     * @param missing how many of a channel's links may be missing from the source
     */
    public record StopWhen(Threshold rejected, Threshold missing) {}

    /** The highest number that is allowed. */
    public sealed interface Threshold {

        /** Returns true if {@code part} of {@code whole} is more than allowed. */
        boolean isExceededBy(long part, long whole);

        /** An absolute number. */
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
         * A percentage of the whole.
         *
         * @param max the percentage that is allowed, 0 to 100
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
