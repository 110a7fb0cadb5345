package io.contactsync.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.JobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSettingsTest {

    @TempDir
    Path folder;

    @Test
    void sourceAndTargetGetTheirDefaults() throws IOException {
        JobFile job = load("""
                name: copy
                source: {csv: {file: ../samples/contacts.csv, id: customer_id}}
                target: {csv: {file: b.csv}}
                fields: {a: b}
                """);

        assertThat(job.source())
                .isEqualTo(new CsvSourceSettings(
                        folder.resolveSibling("samples/contacts.csv"),
                        "customer_id",
                        Optional.empty(),
                        Optional.empty(),
                        true));
        assertThat(job.target()).isEqualTo(new CsvTargetSettings(folder.resolve("b.csv"), true));
    }

    @Test
    void sourceAndTargetReadSettingsThatDifferFromEveryDefault() throws IOException {
        JobFile job = load("""
                name: copy
                source: {csv: {file: a.csv, id: 'no', delimiter: tab, charset: windows-1252, guard-formulas: false}}
                target: {csv: {file: b.csv, guard-formulas: false}}
                fields: {a: b}
                """);

        CsvSourceSettings source = (CsvSourceSettings) job.source();
        assertThat(source.delimiter()).contains('\t');
        assertThat(source.charset().orElseThrow().name()).isEqualTo("windows-1252");
        assertThat(source.id()).isEqualTo("no");
        assertThat(source.guardFormulas()).isFalse();
        assertThat(job.target()).isEqualTo(new CsvTargetSettings(folder.resolve("b.csv"), false));
    }

    private JobFile load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), text);
        return JobFile.load(file, Map.of(), StandardConnectors.registry());
    }
}
