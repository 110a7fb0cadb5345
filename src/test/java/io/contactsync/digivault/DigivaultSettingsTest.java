package io.contactsync.digivault;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.connector.Token;
import io.contactsync.jobfile.JobFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigivaultSettingsTest {

    @TempDir
    Path folder;

    @Test
    void mainJobSetsEveryDefaultOfTheSource() {
        Map<String, String> tokens = Map.of("DIGIVAULT_TOKEN", "dv-secret", "HEYX_TOKEN", "hx-secret");
        JobFile job = JobFile.load(Path.of("jobs/digivault-to-heyx.yaml"), tokens, StandardConnectors.registry());

        assertThat(job.source())
                .isEqualTo(new DigivaultSourceSettings(
                        URI.create("https://api.digivault.com/v1"), new Token("dv-secret"), 100, OptionalInt.of(100)));
    }

    @Test
    void sourceReadsSettingsThatDifferFromEveryDefault() throws IOException {
        JobFile job = load("""
                name: all
                source: {digivault: {url: 'http://127.0.0.1:8080/v1/', token: a, page-size: 7, calls-per-minute: unlimited}}
                target: {csv: {file: b.csv}}
                fields: {x: id}
                """);

        assertThat(job.source())
                .isEqualTo(new DigivaultSourceSettings(
                        URI.create("http://127.0.0.1:8080/v1"), new Token("a"), 7, OptionalInt.empty()));
    }

    @Test
    void targetGetsItsDefaults() throws IOException {
        JobFile job = load("""
                name: in
                source: {csv: {file: a.csv, id: customer_id}}
                target: {digivault: {token: a}}
                match: [phone_number]
                fields: {phone_number: phone, username: name}
                """);

        assertThat(job.target())
                .isEqualTo(new DigivaultTargetSettings(
                        URI.create("https://api.digivault.com/v1"), new Token("a"), OptionalInt.of(100)));
    }

    private JobFile load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), text);
        return JobFile.load(file, Map.of(), StandardConnectors.registry());
    }
}
