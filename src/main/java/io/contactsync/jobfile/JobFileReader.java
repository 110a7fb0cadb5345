package io.contactsync.jobfile;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.UrlReader;
import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.JobFile.Blank;
import io.contactsync.jobfile.JobFile.Mode;
import io.contactsync.jobfile.JobFile.OnAmbiguous;
import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.SourceLocations;
import io.contactsync.jobfile.yaml.YamlFile;
import io.contactsync.jobfile.yaml.YamlSection;
import io.contactsync.jobfile.yaml.YamlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a job file. The defaults of source and target are in their connectors, all others are here. */
final class JobFileReader {

    private static final String[] KEYS = {
        "name",
        "source",
        "target",
        "mode",
        "match",
        "preload",
        "on-ambiguous",
        "fields",
        "blank",
        "tags",
        "on-missing",
        "stop-when",
        "retry",
        "notify"
    };

    private static final int MAX_COUNT = 100_000_000;
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,2}|100)%");

    private final Path file;
    private final YamlSection job;
    private final SourceLocations locations;
    private final ConnectorRegistry connectors;

    private JobFileReader(Path file, YamlSection job, SourceLocations places, ConnectorRegistry connectors) {
        this.file = file;
        this.job = job;
        this.locations = places;
        this.connectors = connectors;
    }

    /** Reads and validates a job file, except for its expressions. */
    static JobFile read(Path file, Map<String, String> environment, ConnectorRegistry connectors) {
        YamlFile yaml = new YamlFile(file.toString(), environment);
        JobFile read = new JobFileReader(file, section(yaml, file), yaml.locations(), connectors).read();
        JobFileValidator.check(read, connectors);
        return read;
    }

    /** Reads only the name of a job. */
    static String readName(Path file, Map<String, String> environment) {
        YamlFile yaml = new YamlFile(file.toString(), environment);
        YamlValue name = yaml.read(JobFileText.read(file)).entries().get("name");
        return SettingReaders.name(name == null ? section(yaml, file).get("name") : name);
    }

    private static YamlSection section(YamlFile yaml, Path file) {
        return yaml.read(JobFileText.read(file)).section(KEYS);
    }

    private JobFile read() {
        String name = SettingReaders.name(job.get("name"));
        SourceSettings source = source(job.get("source"));
        TargetSettings target = target(job.get("target"));
        return new JobFile(
                file,
                name,
                source,
                target,
                job.find("mode")
                        .map(value -> ScalarReaders.enumConstant(value, Mode.class))
                        .orElse(Mode.UPSERT),
                match(target),
                job.find("preload").map(SettingReaders::fieldFilter),
                job.find("on-ambiguous")
                        .map(value -> ScalarReaders.enumConstant(value, OnAmbiguous.class))
                        .orElse(OnAmbiguous.REJECT),
                fields(job.get("fields")),
                job.find("blank")
                        .map(value -> ScalarReaders.enumConstant(value, Blank.class))
                        .orElse(Blank.KEEP),
                job.find("tags").map(JobFileReader::tags).orElse(Map.of()),
                job.find("on-missing").map(this::onMissing).orElse(new JobFile.OnMissing.Keep()),
                stopWhen(),
                retry(),
                job.find("notify").map(JobFileReader::notify),
                locations);
    }

    private SourceSettings source(YamlValue value) {
        YamlValue section = value.section(keys()).onlyValue();
        return connector(section).readSource(section, file.toAbsolutePath());
    }

    private TargetSettings target(YamlValue value) {
        YamlValue section = value.section(keys()).onlyValue();
        return connector(section).readTarget(section, file.toAbsolutePath());
    }

    private String[] keys() {
        return connectors.keys().toArray(String[]::new);
    }

    private Connector connector(YamlValue section) {
        return connectors.get(section.key());
    }

    private List<String> match(TargetSettings target) {
        Optional<YamlValue> match =
                target.supports(TargetSettings.Capability.LOOKUP) ? Optional.of(job.get("match")) : job.find("match");
        Set<String> fields = new LinkedHashSet<>();
        for (YamlValue value : match.map(YamlValue::list).orElse(List.of())) {
            if (!fields.add(ScalarReaders.text(value))) {
                throw value.expected("each field once");
            }
        }
        return List.copyOf(fields);
    }

    private List<JobFile.FieldRule> fields(YamlValue value) {
        List<JobFile.FieldRule> rules = new ArrayList<>();
        value.entries().forEach((name, rule) -> {
            rules.add(rule.isScalar() ? shortRule(name, rule) : longRule(name, rule));
        });
        if (rules.isEmpty()) {
            throw value.error("fields is empty; allowed: at least one field of the target with its expression");
        }
        return rules;
    }

    private static JobFile.FieldRule shortRule(String name, YamlValue expression) {
        return new JobFile.FieldRule(name, ScalarReaders.text(expression), true, WriteMode.ALWAYS, false);
    }

    private JobFile.FieldRule longRule(String name, YamlValue value) {
        YamlSection rule = value.section("value", "trigger", "write", "required");
        String expression = ScalarReaders.text(rule.get("value"));
        locations.alias(value.path(), value.path() + ".value");
        return new JobFile.FieldRule(
                name,
                expression,
                rule.find("trigger").map(ScalarReaders::bool).orElse(true),
                rule.find("write")
                        .map(write -> ScalarReaders.enumConstant(write, WriteMode.class))
                        .orElse(WriteMode.ALWAYS),
                rule.find("required").map(ScalarReaders::bool).orElse(false));
    }

    private static Map<String, String> tags(YamlValue value) {
        Map<String, String> tags = new LinkedHashMap<>();
        value.entries().forEach((name, condition) -> {
            tags.put(name, ScalarReaders.text(condition));
        });
        return tags;
    }

    private JobFile.OnMissing onMissing(YamlValue value) {
        if (!value.isScalar()) {
            return new JobFile.OnMissing.Tag(
                    ScalarReaders.text(value.section("tag").get("tag")));
        }
        if (ScalarReaders.is(value, "keep")) {
            return new JobFile.OnMissing.Keep();
        }
        if (ScalarReaders.is(value, "delete")) {
            return new JobFile.OnMissing.Delete();
        }
        throw value.expected("keep, {tag: NAME}, or delete for a "
                + connectors.titlesWith(TargetSettings.Capability.DELETE_MISSING) + " target");
    }

    private JobFile.StopWhen stopWhen() {
        Optional<YamlSection> stop = job.find("stop-when").map(value -> value.section("rejected", "missing"));
        return new JobFile.StopWhen(
                stop.flatMap(section -> section.find("rejected"))
                        .map(JobFileReader::threshold)
                        .orElse(new JobFile.Threshold.Percentage(20)),
                stop.flatMap(section -> section.find("missing"))
                        .map(JobFileReader::threshold)
                        .orElse(new JobFile.Threshold.Percentage(5)));
    }

    private JobFile.Retry retry() {
        Optional<YamlSection> retry = job.find("retry").map(value -> value.section("attempts", "outage"));
        return new JobFile.Retry(
                retry.flatMap(section -> section.find("attempts"))
                        .map(value -> ScalarReaders.integer(value, 1, 20))
                        .orElse(5),
                retry.flatMap(section -> section.find("outage"))
                        .map(JobFileReader::duration)
                        .orElse(Duration.ofMinutes(15)));
    }

    private static Duration duration(YamlValue value) {
        return ScalarReaders.rawText(value)
                .flatMap(DurationParser::parse)
                .orElseThrow(() -> value.expected(DurationParser.ALLOWED));
    }

    private static JobFile.Threshold threshold(YamlValue value) {
        String text = ScalarReaders.rawText(value).orElse("");
        if (PERCENTAGE.matcher(text).matches()) {
            return new JobFile.Threshold.Percentage(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        return new JobFile.Threshold.Count(ScalarReaders.integer(value, 0, MAX_COUNT, "a percentage from 0% to 100%"));
    }

    private static JobFile.Notifications notify(YamlValue value) {
        YamlSection section = value.section("url", "on", "allow-insecure");
        Set<JobFile.Notifications.Occasion> on = EnumSet.noneOf(JobFile.Notifications.Occasion.class);
        Optional<List<YamlValue>> occasions = section.find("on").map(YamlValue::list);
        for (YamlValue occasion : occasions.orElse(List.of())) {
            if (!on.add(ScalarReaders.enumConstant(occasion, JobFile.Notifications.Occasion.class))) {
                throw occasion.expected("each occasion once");
            }
        }
        if (occasions.isPresent() && on.isEmpty()) {
            throw section.get("on").error("notify.on is empty; allowed: failure, rejects, recovery");
        }
        return new JobFile.Notifications(
                UrlReader.webhook(section),
                occasions.isPresent() ? on : EnumSet.allOf(JobFile.Notifications.Occasion.class));
    }
}
