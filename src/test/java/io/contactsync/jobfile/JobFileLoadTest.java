package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Write;
import io.contactsync.jobfile.setting.FieldIs;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.Notify;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.Retry;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.StopWhen;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.jobfile.setting.Token;
import io.contactsync.jobfile.yaml.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileLoadTest {

    private static final Path MAIN = Path.of("jobs/digivault-to-heyx.yaml");
    private static final Map<String, String> TOKENS =
            Map.of("DIGIVAULT_TOKEN", "dv-secret", "HEYX_TOKEN", "hx-secret", "RATE", "50");

    @TempDir
    Path folder;

    @Test
    void mainJobLoadsWithAllItsValues() {
        JobFile job = JobFile.load(MAIN, TOKENS);

        assertThat(job.file()).isEqualTo(MAIN);
        assertThat(job.name()).isEqualTo("digivault-to-heyx");
        assertThat(job.source())
                .isEqualTo(new SourceSettings.Digivault(
                        URI.create("https://api.digivault.com/v1"), new Token("dv-secret"), 100, OptionalInt.of(100)));
        assertThat(job.target())
                .isEqualTo(new TargetSettings.Heyx(
                        URI.create("https://app.heyx.io/api/v1"),
                        List.of(new TargetSettings.Channel(
                                "support", new Token("hx-secret"), OptionalInt.of(200), 0, false, "true")),
                        OptionalInt.empty()));
        assertThat(job.mode()).isEqualTo(JobFile.Mode.UPSERT);
        assertThat(job.match()).containsExactly("digivault_id", "phone");
        assertThat(job.preload()).contains(new FieldIs("source", "digivault"));
        assertThat(job.onAmbiguous()).isEqualTo(JobFile.OnAmbiguous.REJECT);
        assertThat(job.fields())
                .containsExactly(
                        always("digivault_id", "id"),
                        always("firstName", "firstWord(display_name)"),
                        always("lastName", "otherWords(display_name)"),
                        always("phone", "e164(phone_number, 'US')"),
                        always("profilePic", "avatar_url"),
                        new FieldRule("last_seen", "date(last_active_at)", false, Write.ALWAYS, false),
                        new FieldRule("nickname", "username", true, Write.IF_EMPTY, false),
                        always("source", "'digivault'"));
        assertThat(job.blank()).isEqualTo(JobFile.Blank.KEEP);
        assertThat(job.tags())
                .containsExactly(Map.entry("DigiVault", "true"), Map.entry("Active", "last_active_at > daysAgo(30)"));
        assertThat(job.onMissing()).isEqualTo(new OnMissing.Keep());
        assertThat(job.stopWhen()).isEqualTo(new StopWhen(new Threshold.Percentage(20), new Threshold.Percentage(5)));
        assertThat(job.retry()).isEqualTo(new Retry(5, Duration.ofMinutes(15)));
        assertThat(job.notification()).isEmpty();
    }

    private static FieldRule always(String name, String expression) {
        return new FieldRule(name, expression, true, Write.ALWAYS, false);
    }

    @Test
    void minimalFileGetsEveryDefaultOfTheMainJob() throws IOException {
        JobFile minimal = load("""
                name: small
                source: {digivault: {token: a}}
                target: {heyx: {channels: [{name: support, token: b}]}}
                match: []
                fields: {firstName: display_name}
                """);
        JobFile main = JobFile.load(MAIN, Map.of("DIGIVAULT_TOKEN", "a", "HEYX_TOKEN", "b"));

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
    void csvToDigivaultLoadsWithItsDefaults() throws IOException {
        JobFile job = load("""
                name: in
                source: {csv: {file: ../samples/contacts.csv, id: customer_id}}
                target: {digivault: {token: a}}
                match: [phone_number]
                fields: {phone_number: phone, username: name}
                on-missing: delete
                """);

        assertThat(job.source())
                .isEqualTo(new SourceSettings.Csv(
                        folder.resolveSibling("samples/contacts.csv"),
                        "customer_id",
                        Optional.empty(),
                        Optional.empty(),
                        true));
        assertThat(job.target())
                .isEqualTo(new TargetSettings.Digivault(
                        URI.create("https://api.digivault.com/v1"), new Token("a"), OptionalInt.of(100)));
        assertThat(job.onMissing()).isEqualTo(new OnMissing.Delete());
    }

    @Test
    void csvSourceTakesDelimiterAndCharset() throws IOException {
        JobFile job = load("""
                name: in
                source: {csv: {file: a.csv, id: no, delimiter: tab, charset: windows-1252, guard-formulas: false}}
                target: {csv: {file: b.csv, guard-formulas: false}}
                fields: {a: b}
                """.replace("id: no", "id: 'no'"));

        SourceSettings.Csv source = (SourceSettings.Csv) job.source();
        assertThat(source.delimiter()).contains('\t');
        assertThat(source.charset().orElseThrow().name()).isEqualTo("windows-1252");
        assertThat(source.id()).isEqualTo("no");
        assertThat(source.guardFormulas()).isFalse();
        assertThat(job.target()).isEqualTo(new TargetSettings.Csv(folder.resolve("b.csv"), false));
        assertThat(job.match()).isEmpty();
    }

    @Test
    void heyxSourceLoadsWithItsDefaults() throws IOException {
        JobFile job = load("""
                name: out
                source: {heyx: {token: a, where: {field: source, value: digivault}}}
                target: {csv: {file: b.csv}}
                fields: {a: b}
                """);

        assertThat(job.source())
                .isEqualTo(new SourceSettings.Heyx(
                        URI.create("https://app.heyx.io/api/v1"),
                        new Token("a"),
                        new FieldIs("source", "digivault"),
                        false,
                        OptionalInt.of(200)));
        assertThat(job.target()).isEqualTo(new TargetSettings.Csv(folder.resolve("b.csv"), true));
    }

    @Test
    void everythingThatIsNoDefaultIsRead() throws IOException {
        JobFile job = load("""
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
                stop-when: {rejected: 12, missing: 100%}
                retry: {attempts: 1, outage: 1h30m}
                notify: {url: 'https://hooks.example/x?key=1', on: [failure]}
                """);

        assertThat(((SourceSettings.Digivault) job.source()).url()).hasToString("http://127.0.0.1:8080/v1");
        assertThat(((SourceSettings.Digivault) job.source()).callsPerMinute()).isEmpty();
        assertThat(((SourceSettings.Digivault) job.source()).pageSize()).isEqualTo(7);
        TargetSettings.Heyx heyx = (TargetSettings.Heyx) job.target();
        assertThat(heyx.url()).hasToString("http://inside.example/api");
        assertThat(heyx.channels())
                .containsExactly(
                        new TargetSettings.Channel("a", new Token("b"), OptionalInt.of(50), 49, true, "id != null"),
                        new TargetSettings.Channel("c", new Token("d"), OptionalInt.empty(), 0, false, "true"));
        assertThat(heyx.inFlight()).hasValue(8);
        assertThat(job.mode()).isEqualTo(JobFile.Mode.UPDATE_ONLY);
        assertThat(job.onAmbiguous()).isEqualTo(JobFile.OnAmbiguous.OLDEST);
        assertThat(job.fields()).containsExactly(new FieldRule("x", "id", true, Write.CREATE_ONLY, true));
        assertThat(job.blank()).isEqualTo(JobFile.Blank.CLEAR);
        assertThat(job.onMissing()).isEqualTo(new OnMissing.Tag("Gone"));
        assertThat(job.stopWhen()).isEqualTo(new StopWhen(new Threshold.Count(12), new Threshold.Percentage(100)));
        assertThat(job.retry()).isEqualTo(new Retry(1, Duration.ofMinutes(90)));
        assertThat(job.notification().orElseThrow().on()).containsExactly(Notify.Occasion.FAILURE);
    }

    @Test
    void placeholdersAreFilledOnceAndNeverParsed() throws IOException {
        JobFile job = load("""
                name: ${A:x}-${B:y}
                source: {csv: {file: a.csv, id: id}}
                target: {csv: {file: b.csv}}
                fields:
                  a: "'$${HOME} ${EVIL}'"
                """, Map.of("A", "p", "EVIL", "x\nfields: {b: c} ${A} # \"' &a *b"));

        assertThat(job.name()).isEqualTo("p-y");
        assertThat(job.fields().get(0).expression()).isEqualTo("'${HOME} x\nfields: {b: c} ${A} # \"' &a *b'");
    }

    @Test
    void placesPointIntoExpressionsHoweverTheyAreWritten() throws IOException {
        JobFile job = load("""
                name: x
                source: {csv: {file: a.csv, id: id}}
                target: {csv: {file: b.csv}}
                fields:
                  plain: upper(nam)
                  single: 'ifBlank(''x'', nam)'
                  double: "concat(\\"x\\", nam)"
                  long: {trigger: false, value: upper(nam)}
                  filled: concat('${A}', nam)
                tags:
                  T: nam == 1
                """, Map.of("A", "a long value"));

        assertThat(job.locate("fields.plain")).isEqualTo(new Location(5, 10));
        assertThat(job.at("fields.plain", 7, "?")).hasMessageEndingWith("job.yaml:5:16: ?");
        assertThat(job.at("fields.single", 14, "?")).hasMessageEndingWith("job.yaml:6:27: ?");
        assertThat(job.at("fields.double", 13, "?")).hasMessageEndingWith("job.yaml:7:26: ?");
        assertThat(job.at("fields.long", 7, "?")).hasMessageEndingWith("job.yaml:8:39: ?");
        assertThat(job.at("fields.filled", 24, "?")).hasMessageEndingWith("job.yaml:9:26: ?");
        assertThat(job.at("tags.T", 1, "?")).hasMessageEndingWith("job.yaml:11:6: ?");
        assertThat(job.at("blank", 1, "?")).hasMessageEndingWith("job.yaml:1:1: ?");
    }

    @Test
    void nothingPrintsASecret() {
        JobFile job = JobFile.load(MAIN, TOKENS);

        assertThat(List.of(job, job.source(), job.target(), job.identity(), job.fields())
                        .toString())
                .doesNotContain("secret");
    }

    private JobFile load(String text) throws IOException {
        return load(text, TOKENS);
    }

    private JobFile load(String text, Map<String, String> environment) throws IOException {
        Path file = Files.write(folder.resolve("job.yaml"), text.getBytes(StandardCharsets.UTF_8));
        return JobFile.load(file, environment);
    }
}
