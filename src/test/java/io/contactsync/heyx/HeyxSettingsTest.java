package io.contactsync.heyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.connector.FieldFilter;
import io.contactsync.connector.Token;
import io.contactsync.jobfile.JobFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeyxSettingsTest {

    @TempDir
    Path folder;

    @Test
    void mainJobSetsEveryDefaultOfTheTarget() {
        Map<String, String> tokens = Map.of("DIGIVAULT_TOKEN", "dv-secret", "HEYX_TOKEN", "hx-secret");
        JobFile job = JobFile.load(Path.of("jobs/digivault-to-heyx.yaml"), tokens, StandardConnectors.registry());

        assertThat(job.target())
                .isEqualTo(new HeyxTargetSettings(
                        URI.create("https://app.heyx.io/api/v1"),
                        List.of(new HeyxTargetSettings.ChannelSettings(
                                "support", new Token("hx-secret"), OptionalInt.of(200), 0, false, "true")),
                        OptionalInt.empty()));
    }

    @Test
    void targetReadsSettingsThatDifferFromEveryDefault() throws IOException {
        JobFile job = load("""
                name: all
                source: {csv: {file: a.csv, id: id}}
                target:
                  heyx:
                    url: http://inside.example/api
                    allow-insecure: true
                    channels:
                      - {name: a, token: b, calls-per-minute: "${RATE}", reserve: 49, viber: true, when: id != null}
                      - {name: c, token: d, calls-per-minute: unlimited}
                    in-flight: 8
                match: []
                fields: {x: id}
                """);

        HeyxTargetSettings target = (HeyxTargetSettings) job.target();
        assertThat(target.url()).hasToString("http://inside.example/api");
        assertThat(target.channels())
                .containsExactly(
                        new HeyxTargetSettings.ChannelSettings(
                                "a", new Token("b"), OptionalInt.of(50), 49, true, "id != null"),
                        new HeyxTargetSettings.ChannelSettings(
                                "c", new Token("d"), OptionalInt.empty(), 0, false, "true"));
        assertThat(target.inFlight()).hasValue(8);
    }

    @Test
    void sourceGetsItsDefaults() throws IOException {
        JobFile job = load("""
                name: out
                source: {heyx: {token: a, where: {field: source, value: digivault}}}
                target: {csv: {file: b.csv}}
                fields: {a: b}
                """);

        assertThat(job.source())
                .isEqualTo(new HeyxSourceSettings(
                        URI.create("https://app.heyx.io/api/v1"),
                        new Token("a"),
                        new FieldFilter("source", "digivault"),
                        false,
                        OptionalInt.of(200)));
    }

    private JobFile load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), text);
        return JobFile.load(file, Map.of("RATE", "50"), StandardConnectors.registry());
    }
}
