package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void secretsAreMaskedAndPlaceholdersAreNotFilled() throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                name: nightly
                source:
                  digivault: {url: "${DIGIVAULT_URL:https://api.digivault.com/v1}", token: 5ecret, page-size: 50}
                target:
                  heyx:
                    channels:
                      - {name: support, token: "${HEYX_TOKEN:5ecret}"}
                match: [digivault_id, phone]
                fields: {digivault_id: id, phone: phone_number}
                notify: {url: https://hooks.example.com/5ecret, on: [failure]}
                """);

        Map<String, String> settings = RawSettings.of(JobFile.load(file, Map.of(), StandardConnectors.registry()));

        assertThat(settings)
                .containsEntry("name", "nightly")
                .containsEntry("source.digivault.url", "${DIGIVAULT_URL:https://api.digivault.com/v1}")
                .containsEntry("source.digivault.token", "***")
                .containsEntry("source.digivault.page-size", "50")
                .containsEntry("target.heyx.channels[0].token", "***")
                .containsEntry("match", "digivault_id, phone")
                .containsEntry("notify.url", "***")
                .containsEntry("notify.on", "failure");
        assertThat(settings.toString()).doesNotContain("5ecret");
        assertThat(settings.keySet()).startsWith("name", "source.digivault.url");
    }
}
