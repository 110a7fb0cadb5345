package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.connector.FieldFilter;
import io.contactsync.contact.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileLoadTest {

    private static final Path MAIN = Path.of("jobs/digivault-to-heyx.yaml");
    private static final Map<String, String> TOKENS =
            Map.of("DIGIVAULT_TOKEN", "dv-secret", "HEYX_TOKEN", "hx-secret", "RATE", "50");

    @TempDir
    Path folder;

    @Test
    void mainJobLoadsWithItsSourceAndTarget() {
        JobFile job = JobFile.load(MAIN, TOKENS, StandardConnectors.registry());

        assertThat(job.file()).isEqualTo(MAIN);
        assertThat(job.name()).isEqualTo("digivault-to-heyx");
        assertThat(job.source().connector().key()).isEqualTo("digivault");
        assertThat(job.target().connector().key()).isEqualTo("heyx");
    }

    @Test
    void mainJobLoadsWithItsRules() {
        JobFile job = JobFile.load(MAIN, TOKENS, StandardConnectors.registry());

        assertThat(job.mode()).isEqualTo(JobFile.Mode.UPSERT);
        assertThat(job.match()).containsExactly("digivault_id", "phone");
        assertThat(job.preload()).contains(new FieldFilter("source", "digivault"));
        assertThat(job.onAmbiguous()).isEqualTo(JobFile.OnAmbiguous.REJECT);
        assertThat(job.fields())
                .containsExactly(
                        always("digivault_id", "id"),
                        always("firstName", "firstWord(display_name)"),
                        always("lastName", "otherWords(display_name)"),
                        always("phone", "e164(phone_number, 'US')"),
                        always("profilePic", "avatar_url"),
                        new JobFile.FieldRule("last_seen", "date(last_active_at)", false, WriteMode.ALWAYS, false),
                        new JobFile.FieldRule("nickname", "username", true, WriteMode.IF_EMPTY, false),
                        always("source", "'digivault'"));
    }

    @Test
    void mainJobLoadsWithItsTagsAndSafeguards() {
        JobFile job = JobFile.load(MAIN, TOKENS, StandardConnectors.registry());

        assertThat(job.blank()).isEqualTo(JobFile.Blank.KEEP);
        assertThat(job.tags())
                .containsExactly(Map.entry("DigiVault", "true"), Map.entry("Active", "last_active_at > daysAgo(30)"));
        assertThat(job.onMissing()).isEqualTo(new JobFile.OnMissing.Keep());
        assertThat(job.stopWhen())
                .isEqualTo(new JobFile.StopWhen(
                        new JobFile.Threshold.Percentage(20), new JobFile.Threshold.Percentage(5)));
        assertThat(job.retry()).isEqualTo(new JobFile.Retry(5, Duration.ofMinutes(15)));
        assertThat(job.notification()).isEmpty();
    }

    private static JobFile.FieldRule always(String name, String expression) {
        return new JobFile.FieldRule(name, expression, true, WriteMode.ALWAYS, false);
    }

    @Test
    void minimalFileHasTheDefaultsThatTheMainJobSets() throws IOException {
        JobFile minimal = load("""
                name: small
                source: {digivault: {token: a}}
                target: {heyx: {channels: [{name: support, token: b}]}}
                match: []
                fields: {firstName: display_name}
                """);
        JobFile main =
                JobFile.load(MAIN, Map.of("DIGIVAULT_TOKEN", "a", "HEYX_TOKEN", "b"), StandardConnectors.registry());

        assertThat(minimal.source()).isEqualTo(main.source());
        assertThat(minimal.target()).isEqualTo(main.target());
        assertThat(minimal.mode()).isEqualTo(main.mode());
        assertThat(minimal.preload()).isEmpty();
        assertThat(minimal.onAmbiguous()).isEqualTo(main.onAmbiguous());
        assertThat(minimal.fields()).containsExactly(always("firstName", "display_name"));
        assertThat(minimal.blank()).isEqualTo(main.blank());
        assertThat(minimal.tags()).isEmpty();
        assertThat(minimal.onMissing()).isEqualTo(main.onMissing());
        assertThat(minimal.stopWhen()).isEqualTo(main.stopWhen());
        assertThat(minimal.retry()).isEqualTo(main.retry());
        assertThat(minimal.notification()).isEmpty();
    }

    @Test
    void secretsAreNotPrinted() {
        JobFile job = JobFile.load(MAIN, TOKENS, StandardConnectors.registry());

        assertThat(List.of(job, job.source(), job.target(), job.identity(), job.fields())
                        .toString())
                .doesNotContain("secret");
    }

    private JobFile load(String text) throws IOException {
        return JobFile.load(Files.writeString(folder.resolve("job.yaml"), text), TOKENS, StandardConnectors.registry());
    }
}
