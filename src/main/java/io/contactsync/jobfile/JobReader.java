package io.contactsync.jobfile;

import io.contactsync.connector.Connector;
import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.connector.SettingReaders;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetCapability;
import io.contactsync.connector.TargetSettings;
import io.contactsync.connector.UrlReader;
import io.contactsync.contact.Write;
import io.contactsync.jobfile.JobFile.Blank;
import io.contactsync.jobfile.JobFile.Mode;
import io.contactsync.jobfile.JobFile.OnAmbiguous;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.Notify;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.Retry;
import io.contactsync.jobfile.setting.StopWhen;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.jobfile.yaml.Places;
import io.contactsync.jobfile.yaml.Section;
import io.contactsync.jobfile.yaml.Types;
import io.contactsync.jobfile.yaml.Value;
import io.contactsync.jobfile.yaml.YamlFile;
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

/** Reads a whole job file. The defaults of source and target are in their connectors, all others are here. */
final class JobReader {

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

    private final Path file;
    private final Section job;
    private final Places places;
    private final ConnectorRegistry connectors;

    private JobReader(Path file, Section job, Places places, ConnectorRegistry connectors) {
        this.file = file;
        this.job = job;
        this.places = places;
        this.connectors = connectors;
    }

    /**
     * Reads a job file.
     *
     * @param file the file
     * @param environment the variables that placeholders are filled from
     * @param connectors the systems that it can name
     * @return the job; its expressions are not checked yet
     */
    static JobFile read(Path file, Map<String, String> environment, ConnectorRegistry connectors) {
        YamlFile yaml = new YamlFile(file.toString(), environment);
        JobFile read = new JobReader(file, section(yaml, file), yaml.places(), connectors).read();
        Combinations.check(read, connectors);
        return read;
    }

    /**
     * Reads the name of a job only.
     *
     * @param file the job file
     * @param environment the variables that a placeholder in the name is filled from
     * @return the job's name
     */
    static String readName(Path file, Map<String, String> environment) {
        YamlFile yaml = new YamlFile(file.toString(), environment);
        Value name = yaml.read(FileText.read(file)).named().get("name");
        return SettingReaders.name(name == null ? section(yaml, file).get("name") : name);
    }

    private static Section section(YamlFile yaml, Path file) {
        return yaml.read(FileText.read(file)).section(KEYS);
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
                job.find("mode").map(value -> Types.choice(value, Mode.class)).orElse(Mode.UPSERT),
                match(target),
                job.find("preload").map(SettingReaders::fieldFilter),
                job.find("on-ambiguous")
                        .map(value -> Types.choice(value, OnAmbiguous.class))
                        .orElse(OnAmbiguous.REJECT),
                fields(job.get("fields")),
                job.find("blank").map(value -> Types.choice(value, Blank.class)).orElse(Blank.KEEP),
                job.find("tags").map(JobReader::tags).orElse(Map.of()),
                job.find("on-missing").map(this::onMissing).orElse(new OnMissing.Keep()),
                stopWhen(),
                retry(),
                job.find("notify").map(JobReader::notify),
                places);
    }

    private SourceSettings source(Value value) {
        Value section = value.section(keys()).only();
        return connector(section).readSource(section, file.toAbsolutePath());
    }

    private TargetSettings target(Value value) {
        Value section = value.section(keys()).only();
        return connector(section).readTarget(section, file.toAbsolutePath());
    }

    private String[] keys() {
        return connectors.keys().toArray(String[]::new);
    }

    private Connector connector(Value section) {
        return connectors.get(section.key());
    }

    private List<String> match(TargetSettings target) {
        Optional<Value> match = target.can(TargetCapability.LOOKUP) ? Optional.of(job.get("match")) : job.find("match");
        Set<String> fields = new LinkedHashSet<>();
        for (Value value : match.map(Value::list).orElse(List.of())) {
            if (!fields.add(Types.text(value))) {
                throw value.not("each field once");
            }
        }
        return List.copyOf(fields);
    }

    private List<FieldRule> fields(Value value) {
        List<FieldRule> rules = new ArrayList<>();
        value.named().forEach((name, rule) -> {
            rules.add(rule.isScalar() ? shortRule(name, rule) : longRule(name, rule));
        });
        if (rules.isEmpty()) {
            throw value.error("fields is empty; allowed: at least one field of the target with its expression");
        }
        return rules;
    }

    private static FieldRule shortRule(String name, Value expression) {
        return new FieldRule(name, Types.text(expression), true, Write.ALWAYS, false);
    }

    private FieldRule longRule(String name, Value value) {
        Section rule = value.section("value", "trigger", "write", "required");
        String expression = Types.text(rule.get("value"));
        places.alias(value.path(), value.path() + ".value");
        return new FieldRule(
                name,
                expression,
                rule.find("trigger").map(Types::truth).orElse(true),
                rule.find("write")
                        .map(write -> Types.choice(write, Write.class))
                        .orElse(Write.ALWAYS),
                rule.find("required").map(Types::truth).orElse(false));
    }

    private static Map<String, String> tags(Value value) {
        Map<String, String> tags = new LinkedHashMap<>();
        value.named().forEach((name, condition) -> {
            tags.put(name, Types.text(condition));
        });
        return tags;
    }

    private OnMissing onMissing(Value value) {
        if (!value.isScalar()) {
            return new OnMissing.Tag(Types.text(value.section("tag").get("tag")));
        }
        if (Types.is(value, "keep")) {
            return new OnMissing.Keep();
        }
        if (Types.is(value, "delete")) {
            return new OnMissing.Delete();
        }
        throw value.not("keep, {tag: NAME}, or delete for a " + connectors.titlesWith(TargetCapability.DELETE_MISSING)
                + " target");
    }

    private StopWhen stopWhen() {
        Optional<Section> stop = job.find("stop-when").map(value -> value.section("rejected", "missing"));
        return new StopWhen(
                stop.flatMap(section -> section.find("rejected"))
                        .map(Terms::threshold)
                        .orElse(new Threshold.Percentage(20)),
                stop.flatMap(section -> section.find("missing"))
                        .map(Terms::threshold)
                        .orElse(new Threshold.Percentage(5)));
    }

    private Retry retry() {
        Optional<Section> retry = job.find("retry").map(value -> value.section("attempts", "outage"));
        return new Retry(
                retry.flatMap(section -> section.find("attempts"))
                        .map(value -> Types.whole(value, 1, 20))
                        .orElse(5),
                retry.flatMap(section -> section.find("outage"))
                        .map(Terms::duration)
                        .orElse(Duration.ofMinutes(15)));
    }

    private static Notify notify(Value value) {
        Section section = value.section("url", "on", "allow-insecure");
        Set<Notify.Occasion> on = EnumSet.noneOf(Notify.Occasion.class);
        Optional<List<Value>> occasions = section.find("on").map(Value::list);
        for (Value occasion : occasions.orElse(List.of())) {
            if (!on.add(Types.choice(occasion, Notify.Occasion.class))) {
                throw occasion.not("each occasion once");
            }
        }
        if (occasions.isPresent() && on.isEmpty()) {
            throw section.get("on").error("notify.on is empty; allowed: failure, rejects, recovery");
        }
        return new Notify(UrlReader.hook(section), occasions.isPresent() ? on : EnumSet.allOf(Notify.Occasion.class));
    }
}
