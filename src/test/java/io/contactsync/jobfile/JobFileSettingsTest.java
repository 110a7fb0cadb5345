package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.contact.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileSettingsTest {

    private static final Map<String, String> TOKENS = Map.of("RATE", "50", "OUTAGE", "1h30m", "SHARE", "100%");
    private static final String NOT_DEFAULT = """
            name: all
            source: {digivault: {url: 'http://127.0.0.1:8080/v1/', token: a, page-size: 7, calls-per-minute: unlimited}}
            target:
              heyx:
                url: http://inside.example/api
                allow-insecure: true
                channels:
                  - {name: a, token: b, calls-per-minute: "${RATE}", reserve: 49, viber: true, when: id != null}
                  - {name: c, token: d, calls-per-minute: unlimited}
                in-flight: 8
            mode: update-only
            match: [x]
            on-ambiguous: oldest
            fields:
              x: {value: id, required: true, write: create-only}
            blank: clear
            on-missing: {tag: Gone}
            stop-when: {rejected: 12, missing: "${SHARE}"}
            retry: {attempts: 1, outage: "${OUTAGE}"}
            notify: {url: 'https://hooks.example/x?key=1', on: [failure]}
            """;

    @TempDir
    Path folder;

    @Test
    void deletionOfMissingContactsIsReadForADigivaultTarget() throws IOException {
        JobFile job = load("""
                name: in
                source: {csv: {file: ../samples/contacts.csv, id: customer_id}}
                target: {digivault: {token: a}}
                match: [phone_number]
                fields: {phone_number: phone, username: name}
                on-missing: delete
                """);

        assertThat(job.onMissing()).isEqualTo(new JobFile.OnMissing.Delete());
    }

    @Test
    void csvTargetNeedsNoMatch() throws IOException {
        JobFile job = load("""
                name: in
                source: {csv: {file: a.csv, id: id}}
                target: {csv: {file: b.csv}}
                fields: {a: b}
                """);

        assertThat(job.match()).isEmpty();
    }

    @Test
    void csvTargetMayHaveAColumnNamedTagsIfTheJobHasNoTags() throws IOException {
        JobFile job = load("""
                name: out
                source: {heyx: {token: a, where: {field: source, value: digivault}}}
                target: {csv: {file: b.csv}}
                fields: {tags: "join(tags, ',')"}
                """);

        assertThat(job.fields()).hasSize(1);
    }

    @Test
    void rulesThatDifferFromEveryDefaultAreRead() throws IOException {
        JobFile job = load(NOT_DEFAULT);

        assertThat(job.mode()).isEqualTo(JobFile.Mode.UPDATE_ONLY);
        assertThat(job.onAmbiguous()).isEqualTo(JobFile.OnAmbiguous.OLDEST);
        assertThat(job.fields()).containsExactly(new JobFile.FieldRule("x", "id", true, WriteMode.CREATE_ONLY, true));
        assertThat(job.blank()).isEqualTo(JobFile.Blank.CLEAR);
        assertThat(job.onMissing()).isEqualTo(new JobFile.OnMissing.Tag("Gone"));
        assertThat(job.stopWhen())
                .isEqualTo(
                        new JobFile.StopWhen(new JobFile.Threshold.Count(12), new JobFile.Threshold.Percentage(100)));
        assertThat(job.retry()).isEqualTo(new JobFile.Retry(1, Duration.ofMinutes(90)));
        assertThat(job.notification().orElseThrow().on()).containsExactly(JobFile.Notifications.Occasion.FAILURE);
    }

    private JobFile load(String text) throws IOException {
        return JobFile.load(Files.writeString(folder.resolve("job.yaml"), text), TOKENS, StandardConnectors.registry());
    }
}
