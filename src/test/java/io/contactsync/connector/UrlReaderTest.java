package io.contactsync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.JobFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlReaderTest {

    private static final String JOB = """
            name: urls
            source:
              digivault:
                token: dv-token
                %s
            target: {csv: {file: out.csv}}
            fields: {id: id}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/v1",
                "HTTP://LocalHost/v1",
                "http://127.0.0.1/v1",
                "http://127.255.3.9:1/v1",
                "http://[::1]:8080/v1",
                "https://other.example"
            })
    void loopbackAndHttpsUrlsAreAccepted(String url) throws IOException {
        assertThat(load("url: '" + url + "'")).hasToString(url);
    }

    @Test
    void otherHostNeedsAllowInsecure() throws IOException {
        assertThat(load("url: http://inside.example/v1\n    allow-insecure: true"))
                .hasToString("http://inside.example/v1");
    }

    @Test
    void trailingSlashIsRemoved() throws IOException {
        assertThat(load("url: https://a.example/v1/")).hasToString("https://a.example/v1");
        assertThat(load("url: https://a.example/")).hasToString("https://a.example");
    }

    private URI load(String url) throws IOException {
        String text = JOB.formatted(url);
        Path file = Files.writeString(folder.resolve("job.yaml"), text);
        return JobFile.load(file, Map.of(), StandardConnectors.registry())
                .source()
                .apiUrl()
                .orElseThrow();
    }
}
