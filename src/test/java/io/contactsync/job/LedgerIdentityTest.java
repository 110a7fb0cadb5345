package io.contactsync.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.db.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins what existing ledgers hold about a job: the source and target that their links belong to, and the fingerprints
 * that decide whether a run may be resumed. A changed value here makes every existing ledger refuse its job.
 */
class LedgerIdentityTest {

    private static final String DIGIVAULT_TO_HEYX = """
            name: a
            source: {digivault: {url: https://vault.example:8443/v1/, token: t, page-size: 7}}
            target:
              heyx:
                url: https://heyx.example/api/v1
                channels:
                  - {name: support, token: t1, when: id != null, viber: true}
                  - {name: sales, token: t2}
            match: [key, phone]
            preload: {field: source, value: digivault}
            fields:
              key: id
              phone: {value: "e164(phone_number, 'US')", trigger: false, required: true, write: if-empty}
              source: "'digivault'"
            tags: {B: "true", A: last_active_at > 1}
            on-missing: {tag: Gone}
            """;

    private static final String CSV_TO_DIGIVAULT = """
            name: b
            source: {csv: {file: /data/in.csv, id: customer_id, delimiter: ';'}}
            target: {digivault: {url: https://vault.example/v1, token: t}}
            mode: create-only
            match: []
            fields: {username: name}
            blank: clear
            """;

    private static final String HEYX_TO_CSV = """
            name: c
            source: {heyx: {url: https://heyx.example/api/v1, token: t, where: {field: source, value: digivault}}}
            target: {csv: {file: /data/out.csv}}
            fields: {id: id}
            """;

    @TempDir
    Path folder;

    @Test
    void ledgerBindingKeepsItsKindAddressAndHost() throws IOException {
        JobFile a = load(DIGIVAULT_TO_HEYX);
        JobFile b = load(CSV_TO_DIGIVAULT);
        JobFile c = load(HEYX_TO_CSV);

        assertThat(LedgerBindingCheck.endpoint(a.source()))
                .isEqualTo(new Endpoint("digivault", "https://vault.example:8443/v1", "vault.example:8443"));
        assertThat(LedgerBindingCheck.endpoint(a.target()))
                .isEqualTo(new Endpoint("heyx", "https://heyx.example/api/v1", "heyx.example"));
        assertThat(LedgerBindingCheck.endpoint(b.source())).isEqualTo(new Endpoint("csv by customer_id", "", ""));
        assertThat(LedgerBindingCheck.endpoint(b.target()))
                .isEqualTo(new Endpoint("digivault", "https://vault.example/v1", "vault.example"));
        assertThat(LedgerBindingCheck.endpoint(c.source()))
                .isEqualTo(new Endpoint("heyx", "https://heyx.example/api/v1", "heyx.example"));
        assertThat(LedgerBindingCheck.endpoint(c.target())).isEqualTo(new Endpoint("csv", "", ""));
    }

    @Test
    void identityKeepsItsTextPartByPart() throws IOException {
        assertThat(identity(DIGIVAULT_TO_HEYX)).isEqualTo("""
                source ["digivault","https://vault.example:8443/v1"]
                target ["heyx","https://heyx.example/api/v1"]
                channels [["sales","true"],["support","id != null"]]
                match ["key","phone"]
                mode "UPSERT"
                fields [["key","id","true","ALWAYS","false"],\
                ["phone","e164(phone_number, 'US')","false","IF_EMPTY","true"],\
                ["source","'digivault'","true","ALWAYS","false"]]
                tags {"A":"last_active_at > 1","B":"true"}
                blank "KEEP"
                """);
        assertThat(identity(CSV_TO_DIGIVAULT)).isEqualTo("""
                source ["csv","/data/in.csv","customer_id"]
                target ["digivault","https://vault.example/v1"]
                channels []
                match []
                mode "CREATE_ONLY"
                fields [["username","name","true","ALWAYS","false"]]
                tags {}
                blank "CLEAR"
                """);
        assertThat(identity(HEYX_TO_CSV)).isEqualTo("""
                source ["heyx","https://heyx.example/api/v1","source","digivault"]
                target ["csv","/data/out.csv"]
                channels []
                match []
                mode "UPSERT"
                fields [["id","id","true","ALWAYS","false"]]
                tags {}
                blank "KEEP"
                """);
    }

    @Test
    void fingerprintsAreTheSha256OfTheTexts() throws IOException {
        assertThat(load(HEYX_TO_CSV).fingerprints())
                .containsEntry("source", "ccec925044580b70be4837f9b5c6de6763b7865a12c71d646d1cbda001a21457")
                .containsEntry("target", "62524c623b3bca4889742cefd72f54cb17c291b5c94f93fdbf233166ff381464")
                .containsEntry("channels", "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945")
                .containsEntry("mode", "0ffcfe5ecf4f30f7288d8a6404b31cf5375935e50047b4befa2e59666b15491f")
                .containsEntry("fields", "5319f344a637edb7ceaf85f303b5f58feb7eef84e3fc3c4df2395acbced33942")
                .hasSize(8);
    }

    private String identity(String text) throws IOException {
        StringBuilder lines = new StringBuilder();
        load(text).identity().forEach((part, value) -> lines.append(part + " " + value + "\n"));
        return lines.toString();
    }

    private JobFile load(String text) throws IOException {
        return JobFile.load(
                Files.writeString(folder.resolve("job.yaml"), text), Map.of(), StandardConnectors.registry());
    }
}
