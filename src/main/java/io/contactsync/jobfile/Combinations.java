package io.contactsync.jobfile;

import io.contactsync.contact.Write;
import io.contactsync.jobfile.setting.FieldIs;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.yaml.JobFileError;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks what no value shows alone: whether the parts of a job file go together.
 *
 * @param job the job to check
 */
record Combinations(JobFile job) {

    /** heyx-contacts.md, "Update Contact by ID", and behaviour.md, "Updatable". */
    private static final Set<String> HEYX_ONLY_SHOWS =
            Set.of("id", "created_at", "locale", "timezone", "gender", "tags");

    private static final String HEYX_TAKES =
            "firstName, lastName, profilePic, language, phone, email and ids of custom fields";

    /** digivault-contacts.md, "Create a contact". */
    private static final List<String> DIGIVAULT_TAKES =
            List.of("username", "phone_number", "avatar_url", "display_name");

    private static final Pattern LINE_END = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");
    private static final int LONGEST_TAG = 255;

    /**
     * Checks a job.
     *
     * @param job the job
     * @throws JobFileError when two of its parts contradict each other
     */
    static void check(JobFile job) {
        Combinations check = new Combinations(job);
        check.ends();
        check.fields();
        check.match();
        job.preload().ifPresent(check::preload);
        check.tags();
        check.onMissing();
    }

    private void ends() {
        if (job.source() instanceof SourceSettings.Csv source
                && job.target() instanceof TargetSettings.Csv target
                && source.file().equals(target.file())) {
            throw job.at("target.csv.file", 1, "target.csv.file is the source's file; allowed: another file");
        }
    }

    private void fields() {
        Map<String, String> met = new HashMap<>();
        for (FieldRule rule : job.fields()) {
            tidy("fields", rule.name(), met);
            String wrong = "the field '" + rule.name() + "' of ";
            if (job.target() instanceof TargetSettings.Heyx && HEYX_ONLY_SHOWS.contains(rule.name())) {
                throw atKey("fields", rule.name(), wrong + "HeyX cannot be written; allowed: " + HEYX_TAKES);
            }
            if (job.target() instanceof TargetSettings.Digivault && !DIGIVAULT_TAKES.contains(rule.name())) {
                String allowed = String.join(", ", DIGIVAULT_TAKES);
                throw atKey("fields", rule.name(), wrong + "DigiVault cannot be written; allowed: " + allowed);
            }
            if (job.target() instanceof TargetSettings.Csv
                    && !job.tags().isEmpty()
                    && rule.name().equals("tags")) {
                throw atKey("fields", "tags", "the column 'tags' holds the job's tags; allowed: another name");
            }
        }
    }

    private void match() {
        Set<String> mapped = new LinkedHashSet<>();
        job.fields().forEach(rule -> mapped.add(rule.name()));
        for (int i = 0; i < job.match().size(); i++) {
            if (!mapped.contains(job.match().get(i))) {
                String path = "match[" + i + "]";
                String allowed = String.join(", ", mapped);
                throw job.at(path, 1, path + " names a field that is not mapped; allowed: " + allowed);
            }
        }
    }

    private void preload(FieldIs preload) {
        if (!(job.target() instanceof TargetSettings.Heyx)) {
            throw atKey("", "preload", "preload needs a HeyX target; allowed: to leave it out");
        }
        if (job.match().isEmpty()) {
            throw atKey(
                    "",
                    "preload",
                    "preload needs a match, by which contacts are recognised; allowed: match with"
                            + " at least one field");
        }
        boolean kept = job.fields().stream()
                .filter(rule -> rule.name().equals(preload.field()))
                .anyMatch(rule -> isConstant(rule, preload.value()));
        if (!kept) {
            throw job.at(
                    "preload.field",
                    1,
                    "preload.field names a field that the job does not always write with this value;"
                            + " allowed: a field mapped to exactly the constant that preload.value names, with neither trigger"
                            + " nor write set");
        }
    }

    private static boolean isConstant(FieldRule rule, String value) {
        String expression = rule.expression().strip();
        boolean literal = expression.matches("true|false|\\d+") && expression.equals(value);
        boolean quoted = expression.equals("'" + value.replace("'", "''") + "'")
                || expression.equals("\"" + value.replace("\"", "\"\"") + "\"");
        return (literal || quoted) && rule.trigger() && rule.write() == Write.ALWAYS;
    }

    private void tags() {
        if (job.target() instanceof TargetSettings.Digivault && !job.tags().isEmpty()) {
            throw atKey("", "tags", "a DigiVault target has no tags; allowed: to leave tags out");
        }
        Map<String, String> met = new HashMap<>();
        for (String tag : job.tags().keySet()) {
            tidy("tags", tag, met);
            if (tag.codePointCount(0, tag.length()) > LONGEST_TAG) {
                throw atKey("tags", tag, "this tag is too long; allowed: at most " + LONGEST_TAG + " characters");
            }
        }
    }

    private void onMissing() {
        boolean digivault = job.target() instanceof TargetSettings.Digivault;
        boolean heyx = job.target() instanceof TargetSettings.Heyx;
        String allowed = "; allowed: keep" + (digivault ? " or delete" : heyx ? " or {tag: NAME}" : "");
        if (job.onMissing() instanceof OnMissing.Delete && !digivault) {
            throw job.at("on-missing", 1, "on-missing is delete, which only DigiVault offers" + allowed);
        }
        if (job.onMissing() instanceof OnMissing.Tag tag) {
            if (!heyx) {
                throw job.at(
                        "on-missing",
                        1,
                        "on-missing names a tag, which this target cannot give a missing contact" + allowed);
            }
            tidyTag(tag.name());
        }
    }

    private void tidyTag(String tag) {
        String path = "on-missing.tag";
        if (!isTidy(tag) || tag.codePointCount(0, tag.length()) > LONGEST_TAG) {
            throw job.at(
                    path,
                    1,
                    "on-missing.tag begins or ends with a blank, or is too long; allowed: at most " + LONGEST_TAG
                            + " characters");
        }
        if (job.tags().keySet().stream().anyMatch(other -> composed(other).equals(composed(tag)))) {
            throw job.at(
                    path, 1, "on-missing.tag is one of the job's tags already; allowed: a tag that stands not in tags");
        }
    }

    private void tidy(String section, String name, Map<String, String> met) {
        if (!isTidy(name)) {
            throw atKey(
                    section,
                    name,
                    "this name in " + section + " has a blank at an end, or a line end; allowed: a name without");
        }
        if (met.putIfAbsent(composed(name), name) != null) {
            throw atKey(
                    section,
                    name,
                    "repeated name in " + section + ", written with other characters that look the"
                            + " same; allowed: each name once");
        }
    }

    private static boolean isTidy(String name) {
        return name.equals(name.strip()) && !LINE_END.matcher(name).find();
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private JobFileError atKey(String section, String key, String sentence) {
        return job.places().keyError(section.isEmpty() ? key : section + "." + key, sentence);
    }
}
