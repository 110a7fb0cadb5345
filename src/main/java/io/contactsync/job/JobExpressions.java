package io.contactsync.job;

import io.contactsync.connector.TargetSettings;
import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.JobFile;
import io.contactsync.mapping.Condition;
import io.contactsync.mapping.KnownFields;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingException;
import io.contactsync.mapping.MappingRules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The expressions of a job file, compiled.
 *
 * @param mapping its fields and tags
 * @param when for each channel by name the condition under which a contact belongs to it
 */
public record JobExpressions(Mapping mapping, Map<String, Condition> when) {

    /**
     * Compiles a job file's expressions.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileException at the first that is wrong
     */
    public static JobExpressions compile(JobFile file, Instant runStart) {
        KnownFields known = knownFields(file);
        try {
            Map<String, Condition> when = new LinkedHashMap<>();
            List<TargetSettings.Channel> channels = RunConnections.channels(file);
            for (int i = 0; i < channels.size(); i++) {
                String path = "target." + file.target().connector().key() + ".channels[" + i + "].when";
                when.put(
                        channels.get(i).name(),
                        Condition.compile(path, channels.get(i).when(), known, runStart));
            }
            return new JobExpressions(Mapping.compile(rules(file), known, runStart), when);
        } catch (MappingException e) {
            MappingException.Problem first = e.problems().get(0);
            throw file.error(first.path(), first.column(), first.message() + "; allowed: " + first.allowed());
        }
    }

    /** The names that expressions may use for the job's source. */
    static KnownFields knownFields(JobFile file) {
        return file.source().knownFields(RunConnections.request(file));
    }

    /** The rules of a job file, with the tag of missing contacts. */
    static MappingRules rules(JobFile file) {
        Map<String, String> tags = new LinkedHashMap<>(file.tags());
        if (file.onMissing() instanceof JobFile.OnMissing.Tag tag) {
            // A contact that is in the source is not missing, so the tag is removed.
            tags.put(tag.name(), "false");
        }
        // A target that every run writes anew has no earlier value that could stay.
        boolean rebuilt = file.target().supports(TargetSettings.Capability.SNAPSHOT);
        return new MappingRules(
                file.fields().stream()
                        .map(rule -> new MappingRules.FieldRule(
                                rule.name(),
                                rule.expression(),
                                rule.trigger() || rebuilt,
                                rebuilt ? WriteMode.ALWAYS : rule.write(),
                                rule.required()))
                        .toList(),
                tags);
    }
}
