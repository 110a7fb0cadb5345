package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.heyx.ChannelContacts;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {
    @TempDir
    Path folder;

    @Test
    void reportsDriftedAndMissingContactsWhichTheNextRunRepairs() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 15, 0)) {
            fixture.run("run", fixture.job.toString(), "--quiet");
            assertThat(fixture.run("verify", fixture.job.toString()).code()).isEqualTo(ExitCode.DONE);
            ChannelContacts heyx = fixture.simulator.heyx("support");
            List<HeyxContact> contacts = heyx.contacts().stream()
                    .sorted(Comparator.comparing(one -> one.text("firstName") == null))
                    .toList();
            assertThat(contacts.get(0).text("firstName")).isNotNull();
            heyx.change(contacts.get(0).id(), one -> one.withFields(Map.of("firstName", "Other")));
            heyx.change(contacts.get(1).id(), one -> one.withoutTags(List.of("DigiVault")));
            heyx.change(contacts.get(2).id(), one -> one.withTags(List.of("SomebodyElses")));
            heyx.remove(contacts.get(3).id());
            Path csv = folder.resolve("drift.csv");

            CliFixture.Result found = fixture.run(
                    "verify", fixture.job.toString(), "--json", "--forget-drifted", "--csv", csv.toString());

            assertThat(found.code()).isEqualTo(ExitCode.REJECTS);
            JsonNode counts = found.json().get("contacts");
            assertThat(counts.get("drifted").intValue()).isEqualTo(2);
            assertThat(counts.get("missing").intValue()).isEqualTo(1);
            assertThat(counts.get("same").intValue()).isEqualTo(12);
            assertThat(found.json().get("channels").get("support").get("listed").intValue())
                    .isEqualTo(14);
            assertThat(found.json()
                            .get("channels")
                            .get("support")
                            .get("calls")
                            .get("get")
                            .intValue())
                    .isEqualTo(1);
            assertThat(Files.readString(csv)).contains(",drifted,firstName,,,").contains(",drifted,,DigiVault,,");

            JsonNode repaired = fixture.run("run", fixture.job.toString(), "--json", "--quiet")
                    .json();
            assertThat(repaired.get("contacts").get("updated").intValue()).isEqualTo(2);
            assertThat(repaired.get("contacts").get("created").intValue()).isEqualTo(1);
            assertThat(fixture.run("verify", fixture.job.toString()).code()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void checksASampleAndReportsItsConfidence() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 15, 0)) {
            fixture.run("run", fixture.job.toString(), "--quiet");

            CliFixture.Result answer = fixture.run("verify", fixture.job.toString(), "--sample", "5", "--seed", "1");

            assertThat(answer.code()).isEqualTo(ExitCode.DONE);
            assertThat(answer.out()).contains("5 of 15 checked: same 5").contains("with 95 % confidence at most");
            assertThat(fixture.run("verify", fixture.job.toString(), "--sample", "0")
                            .code())
                    .isEqualTo(ExitCode.REFUSED);
        }
    }

    @Test
    void readsContactsConcurrentlyAndReportsThemInIdOrder() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 40, 0)) {
            Path job = folder.resolve("no-listing.yaml");
            Files.writeString(job, Files.readString(fixture.job).replaceAll("preload.*\n", ""));
            fixture.run("run", job.toString(), "--quiet");
            ChannelContacts heyx = fixture.simulator.heyx("support");
            heyx.contacts().forEach(one -> heyx.change(one.id(), with -> with.withFields(Map.of("phone", "+1"))));
            // The first call hangs until another one is answered; sequential calls would time out and be repeated.
            fixture.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.HangBefore(Duration.ofDays(1)))
                            .on(EndpointKind.GET)
                            .at(1));
            Thread clearing = new Thread(() -> {
                while (fixture.simulator.heyxCalls().count("support", EndpointKind.GET, 200) == 0) {
                    Thread.onSpinWait();
                }
                fixture.simulator.faults().clear();
            });
            clearing.start();

            Path csv = folder.resolve("drift.csv");
            CliFixture.Result answer = fixture.run("verify", job.toString(), "--json", "--csv", csv.toString());

            clearing.join();
            // A few contacts have no phone in the source, so the job did not send one.
            int drifted = answer.json().get("contacts").get("drifted").intValue();
            assertThat(drifted).isBetween(30, 40);
            assertThat(answer.json().at("/channels/support/calls/get").intValue())
                    .isEqualTo(40);
            assertThat(Files.readAllLines(csv).stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                    .hasSize(drifted)
                    .isSorted();
        }
    }
}
