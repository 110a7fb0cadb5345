package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.yaml.JobFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileIdentityTest {

    private static final String CSV = """
            name: csv
            source: {csv: {file: in.csv, id: id}}
            target: {csv: {file: out.csv}}
            fields: {a: id}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            https://api.digivault.com/v1 > https://other.example/v1 > source
            https://app.heyx.io/api/v1   > https://other.example/v1 > target
            name: support                > name: sales              > channels
            when: "true"                 > when: id != null         > channels
            [digivault_id, phone]        > [phone, digivault_id]    > match
            mode: upsert                 > mode: create-only        > mode
            'US'                         > 'DE'                     > fields
            trigger: false               > required: true           > fields
            DigiVault: "true"            > DigiVault: "false"       > tags
            on-missing: keep             > blank: clear             > blank
            """)
    void changeThatPreventsResumeIsReported(String before, String after, String part) throws IOException {
        Map<String, String> earlier = load(BrokenJobFiles.valid()).fingerprints();

        assertThat(load(change(before, after)).changesSince(earlier)).containsExactly(part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            token: dv-token       > token: other
            token: hx-token       > token: other
            page-size: 100        > page-size: 10
            calls-per-minute: 100 > calls-per-minute: 50
            reserve: 0            > reserve: 9
            in-flight: auto       > in-flight: 3
            on-missing: keep      > on-missing: {tag: Gone}
            on-missing: keep      > on-ambiguous: oldest
            rejected: 20%         > rejected: 7
            attempts: 5           > attempts: 6
            phone: e164(phone_number, 'US') > phone: {value: "e164(phone_number, 'US')"}
            """)
    void otherChangeAllowsResume(String before, String after) throws IOException {
        Map<String, String> earlier = load(BrokenJobFiles.valid()).fingerprints();

        assertThat(load(change(before, after)).changesSince(earlier)).isEmpty();
    }

    @Test
    void idColumnAndFilesAndHeyxFilterArePartOfTheIdentity() throws IOException {
        Map<String, String> earlier = load(CSV).fingerprints();

        assertThat(load(CSV.replace("id: id", "id: key")).changesSince(earlier)).containsExactly("source");
        assertThat(load(CSV.replace("in.csv", "in2.csv")).changesSince(earlier)).containsExactly("source");
        assertThat(load(CSV.replace("out.csv", "out2.csv")).changesSince(earlier))
                .containsExactly("target");

        String heyx = CSV.replace("{csv: {file: in.csv, id: id}}", "{heyx: {token: t, where: {field: f, value: v}}}");
        assertThat(load(heyx.replace("value: v", "value: w"))
                        .changesSince(load(heyx).fingerprints()))
                .containsExactly("source");
    }

    @Test
    void orderOfFieldsIsNotPartOfTheIdentity() throws IOException {
        String two = CSV.replace("{a: id}", "{a: id, b: name}");

        assertThat(load(two.replace("{a: id, b: name}", "{b: name, a: id}"))
                        .changesSince(load(two).fingerprints()))
                .isEmpty();
    }

    @Test
    void otherFileReplacesTheSourceIfBothAreFiles() throws IOException {
        JobFile job = load(CSV).withFile(Path.of("/data/other.csv"), StandardConnectors.registry());

        assertThat(job.source().localFile()).contains(Path.of("/data/other.csv"));
        assertThat(job.target().localFile()).contains(folder.resolve("out.csv"));
        assertThat(job.changesSince(load(CSV).fingerprints())).containsExactly("source");
    }

    @Test
    void otherFileReplacesTheTargetIfTheSourceIsNotAFile() throws IOException {
        String out = CSV.replace("{csv: {file: in.csv, id: id}}", "{digivault: {token: t}}");

        JobFile job = load(out).withFile(Path.of("/data/other.csv"), StandardConnectors.registry());

        assertThat(job.target().localFile()).contains(Path.of("/data/other.csv"));
    }

    @Test
    void otherFileIsRejectedIfNoEndpointIsAFileOrBothWouldBeTheSame() throws IOException {
        JobFile none = load(BrokenJobFiles.valid());
        JobFile same = load(CSV);

        assertThatThrownBy(() -> none.withFile(Path.of("a.csv"), StandardConnectors.registry()))
                .isInstanceOf(JobFileException.class)
                .hasMessageEndingWith("another file was given; allowed: only where the source or the target is csv");
        assertThatThrownBy(() -> same.withFile(folder.resolve("out.csv"), StandardConnectors.registry()))
                .isInstanceOf(JobFileException.class)
                .hasMessageEndingWith(":3:22: target.csv.file is the source's file; allowed: another file");
    }

    private static String change(String before, String after) {
        assertThat(BrokenJobFiles.valid()).contains(before);
        return BrokenJobFiles.valid().replace(before, after);
    }

    private JobFile load(String text) throws IOException {
        return JobFile.load(
                Files.writeString(folder.resolve("job.yaml"), text), Map.of(), StandardConnectors.registry());
    }
}
