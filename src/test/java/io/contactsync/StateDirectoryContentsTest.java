package io.contactsync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.report.RunResult;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that runs leave in the state directory: their permissions, and that they contain no secrets. */
class StateDirectoryContentsTest {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id, phone]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              lastName: otherWords(display_name)
              phone: e164(phone_number, 'US')
            tags:
              DigiVault: "true"
            """);

    private static final List<String> VALUES = List.of("Zebulon", "Quagmire", "2125550173", "Oddsworth", "9998887");

    @TempDir
    private Path folder;

    @Test
    void stateFilesContainNoSecretsAndAreOwnerOnly() throws IOException {
        try (JobFixture fixture = JobFixture.start(SimulatorOptions.defaults().unlimited(), folder)) {
            fixture.simulator
                    .digivault()
                    .create(Map.of("display_name", "Zebulon Quagmire", "phone_number", "2125550173"));
            fixture.run(JOB);
            fixture.simulator.digivault().create(Map.of("display_name", "Oddsworth", "phone_number", "9998887"));
            String quoting = "{\"status\":\"error\",\"message\":\"Oddsworth is refused with "
                    + fixture.simulator.heyxToken("support") + "\",\"data\":[]}";
            fixture.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Status(403, quoting, Map.of("Content-Type", "application/json")))
                            .on(EndpointKind.CREATE)
                            .at(1));

            RunResult result = fixture.run(JOB);

            assertThat(result.rejects()).hasSize(1);
            List<String> secrets = Stream.concat(
                            VALUES.stream(),
                            Stream.of(fixture.simulator.digivaultToken(), fixture.simulator.heyxToken("support")))
                    .toList();
            assertContainsNone(secrets);
        }
    }

    private void assertContainsNone(List<String> secrets) throws IOException {
        Path state = folder.resolve("state");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(state)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(2);
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
                byte[] bytes = Files.readAllBytes(file);
                for (String secret : secrets) {
                    assertThat(new String(bytes, ISO_8859_1).contains(new String(secret.getBytes(UTF_8), ISO_8859_1)))
                            .as("%s contains %s", file, secret)
                            .isFalse();
                }
            }
        }
    }
}
