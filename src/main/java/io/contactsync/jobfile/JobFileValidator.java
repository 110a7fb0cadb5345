package io.contactsync.jobfile;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.TargetSettings;
import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.yaml.JobFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks whether the parts of a job file can be combined.
 *
 * @param connectors the systems that a job file can use, for error messages
 */
record JobFileValidator(JobFile job, ConnectorRegistry connectors) {

    private static final Pattern LINE_END = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");
    private static final int MAX_TAG_LENGTH = 255;

    /**
     * Checks a job.
     *
     * @throws JobFileException if two of its parts contradict each other
     */
    static void check(JobFile job, ConnectorRegistry connectors) {
        JobFileValidator check = new JobFileValidator(job, connectors);
        check.checkFiles();
        check.checkFields();
        check.checkMatch();
        job.preload().ifPresent(check::checkPreload);
        check.checkTags();
        check.checkOnMissing();
    }

    private void checkFiles() {
        Optional<Path> source = job.source().localFile();
        if (source.isPresent() && source.equals(job.target().localFile())) {
            String path = "target." + job.target().connector().key() + ".file";
            throw job.error(path, 1, path + " is the source's file; allowed: another file");
        }
    }

    private void checkFields() {
        Map<String, String> seen = new HashMap<>();
        for (JobFile.FieldRule rule : job.fields()) {
            checkName("fields", rule.name(), seen);
            Optional<String> problem =
                    job.target().fieldProblem(rule.name(), !job.tags().isEmpty());
            if (problem.isPresent()) {
                throw keyError("fields", rule.name(), problem.get());
            }
        }
    }

    private void checkMatch() {
        Set<String> mapped = new LinkedHashSet<>();
        job.fields().forEach(rule -> mapped.add(rule.name()));
        for (int i = 0; i < job.match().size(); i++) {
            if (!mapped.contains(job.match().get(i))) {
                String path = "match[" + i + "]";
                String allowed = String.join(", ", mapped);
                throw job.error(path, 1, path + " names a field that is not mapped; allowed: " + allowed);
            }
        }
    }

    private void checkPreload(FieldFilter preload) {
        if (!job.target().supports(TargetSettings.Capability.PRELOAD)) {
            String titles = connectors.titlesWith(TargetSettings.Capability.PRELOAD);
            throw keyError("", "preload", "preload needs a " + titles + " target; allowed: to leave it out");
        }
        if (job.match().isEmpty()) {
            throw keyError(
                    "",
                    "preload",
                    "preload needs a match, by which contacts are recognised; allowed: match with"
                            + " at least one field");
        }
        boolean alwaysWritten = job.fields().stream()
                .filter(rule -> rule.name().equals(preload.field()))
                .anyMatch(rule -> isConstant(rule, preload.value()));
        if (!alwaysWritten) {
            throw job.error(
                    "preload.field",
                    1,
                    "preload.field names a field that the job does not always write with this value;"
                            + " allowed: a field mapped to exactly the constant that preload.value names, with neither trigger"
                            + " nor write set");
        }
    }

    private static boolean isConstant(JobFile.FieldRule rule, String value) {
        String expression = rule.expression().strip();
        boolean literal = expression.matches("true|false|\\d+") && expression.equals(value);
        boolean quoted = expression.equals("'" + value.replace("'", "''") + "'")
                || expression.equals("\"" + value.replace("\"", "\"\"") + "\"");
        return (literal || quoted) && rule.trigger() && rule.write() == WriteMode.ALWAYS;
    }

    private void checkTags() {
        if (!job.target().supports(TargetSettings.Capability.TAGS)
                && !job.tags().isEmpty()) {
            String title = job.target().connector().title();
            throw keyError("", "tags", "a " + title + " target has no tags; allowed: to leave tags out");
        }
        Map<String, String> seen = new HashMap<>();
        for (String tag : job.tags().keySet()) {
            checkName("tags", tag, seen);
            if (tag.codePointCount(0, tag.length()) > MAX_TAG_LENGTH) {
                throw keyError("tags", tag, "this tag is too long; allowed: at most " + MAX_TAG_LENGTH + " characters");
            }
        }
    }

    private void checkOnMissing() {
        boolean canTag = job.target().supports(TargetSettings.Capability.TAG_MISSING);
        boolean canDelete = job.target().supports(TargetSettings.Capability.DELETE_MISSING);
        String allowed = "; allowed: keep" + (canTag ? " or {tag: NAME}" : "") + (canDelete ? " or delete" : "");
        if (job.onMissing() instanceof JobFile.OnMissing.Delete && !canDelete) {
            String titles = connectors.titlesWith(TargetSettings.Capability.DELETE_MISSING);
            throw job.error("on-missing", 1, "on-missing is delete, which only " + titles + " offers" + allowed);
        }
        if (job.onMissing() instanceof JobFile.OnMissing.Tag tag) {
            if (!canTag) {
                throw job.error(
                        "on-missing", 1, "on-missing names a tag, which this target does not support" + allowed);
            }
            checkMissingTag(tag.name());
        }
    }

    private void checkMissingTag(String tag) {
        String path = "on-missing.tag";
        if (!isTrimmedLine(tag) || tag.codePointCount(0, tag.length()) > MAX_TAG_LENGTH) {
            throw job.error(
                    path,
                    1,
                    "on-missing.tag begins or ends with a blank, or is too long; allowed: at most " + MAX_TAG_LENGTH
                            + " characters");
        }
        if (job.tags().keySet().stream().anyMatch(other -> nfc(other).equals(nfc(tag)))) {
            throw job.error(
                    path, 1, "on-missing.tag is one of the job's tags already; allowed: a tag that is not in tags");
        }
    }

    private void checkName(String section, String name, Map<String, String> seen) {
        if (!isTrimmedLine(name)) {
            throw keyError(
                    section,
                    name,
                    "this name in " + section
                            + " begins or ends with a blank, or has a line end; allowed: a name without them");
        }
        if (seen.putIfAbsent(nfc(name), name) != null) {
            throw keyError(
                    section,
                    name,
                    "repeated name in " + section + ", written with other characters that look the"
                            + " same; allowed: each name once");
        }
    }

    private static boolean isTrimmedLine(String name) {
        return name.equals(name.strip()) && !LINE_END.matcher(name).find();
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private JobFileException keyError(String section, String key, String sentence) {
        return job.locations().keyError(section.isEmpty() ? key : section + "." + key, sentence);
    }
}
