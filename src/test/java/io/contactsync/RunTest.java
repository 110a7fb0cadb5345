package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.contact.Outcome;
import io.contactsync.job.JobRunner;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.heyx.HeyxOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over HTTP: how they end, the stop-when limits, partial runs, missing contacts, channels and write modes. */
class RunTest {

    private static final String BODY = """
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
            """;
    private static final String JOB = JobFixture.jobFile(BODY);

    @TempDir
    private Path folder;

    private @Nullable JobFixture openFixture;

    private JobFixture startFixture(int contacts) {
        return startFixture(contacts, HeyxOptions.defaults());
    }

    private JobFixture startFixture(int contacts, HeyxOptions heyx) {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 3))
                .withHeyx(heyx)
                .unlimited();
        JobFixture fixture = JobFixture.start(options, folder);
        openFixture = fixture;
        return fixture;
    }

    @AfterEach
    void stopServices() {
        if (openFixture != null) {
            openFixture.close();
        }
    }

    private static Fault.Effect.Status refusal(int status, String message) {
        return new Fault.Effect.Status(
                status,
                "{\"status\":\"error\",\"message\":\"" + message + "\",\"data\":[]}",
                Map.of("Content-Type", "application/json"));
    }

    @Test
    void refusedTokenStopsTheRunWhichResumesWithoutLoss() {
        JobFixture fixture = startFixture(60);
        var fault = fixture.simulator
                .faults()
                .set(Fault.heyx(refusal(401, "API Token is invalid."))
                        .on(EndpointKind.CREATE)
                        .at(20));

        RunResult first = fixture.run(JOB);

        assertThat(first.status()).isEqualTo(RunResult.Status.TOKEN_REFUSED);
        assertThat(first.error()).contains("token").contains("401");
        assertThat(first.contacts().of(Outcome.REJECTED)).isZero();
        fixture.simulator.faults().remove(fault);
        RunResult second = fixture.run(JOB);
        assertThat(second.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(second.resumed()).isTrue();
        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.contacts().of(Outcome.CREATED)).isEqualTo(60);
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(60);
    }

    @Test
    void stopsAfterTwentyIdenticalRefusalsAndRetriesThem() {
        JobFixture fixture = startFixture(150);
        var fault = fixture.simulator
                .faults()
                .set(Fault.heyx(refusal(403, "Fields are locked.")).on(EndpointKind.CREATE));

        RunResult first = fixture.run(JOB);

        assertThat(first.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(first.error()).contains("20 contacts in a row").contains("Fields are locked.");
        assertThat(fixture.simulator.heyx("support").size()).isZero();
        fixture.simulator.faults().remove(fault);
        RunResult second = fixture.run(JOB);
        assertThat(second.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(second.contacts().read()).isEqualTo(150);
        assertThat(second.contacts().of(Outcome.CREATED) + second.contacts().of(Outcome.REJECTED))
                .isEqualTo(150);
        assertThat(second.contacts().of(Outcome.REJECTED)).isLessThan(64);
        RunResult third = fixture.run(JOB);
        assertThat(third.contacts().of(Outcome.REJECTED)).isZero();
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(150);
    }

    @Test
    void refusedContactIsRejectedWithTheServersMessageAndOthersContinue() {
        JobFixture fixture = startFixture(30);
        DigivaultContact quoted =
                fixture.simulator.digivault().contacts().toList().get(4);
        fixture.simulator.digivault().put(quoted.with("display_name", "Quotable Person"));
        fixture.simulator
                .faults()
                .set(Fault.heyx(refusal(422, "Quotable is no name."))
                        .on(EndpointKind.CREATE)
                        .at(5));

        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(29);
        assertThat(result.rejects()).hasSize(1);
        assertThat(result.rejects().get(0).reason()).endsWith("is no name.");
        RunResult again = fixture.run(JOB);
        assertThat(again.contacts().of(Outcome.CREATED)).isEqualTo(1);
        assertThat(again.rejects()).isEmpty();
    }

    @Test
    void tooManyRejectsStopTheRun() {
        JobFixture fixture = startFixture(120);
        String job = JobFixture.jobFile(
                BODY
                        + "  lastName: {value: \"username matches '.*[aeiou].*' ? null : 'x'\", required: true}\nstop-when: {rejected: 3}\n");

        RunResult result = fixture.run(job);

        assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(result.error()).contains("stop-when.rejected: 3");
        // Contacts in progress when the limit was exceeded are finished and counted.
        assertThat(result.contacts().of(Outcome.CREATED))
                .isEqualTo(fixture.simulator.heyx("support").size());
    }

    @Test
    void endlessEmptyPagesFailTheRun() {
        JobFixture fixture = startFixture(150);
        fixture.simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Endless()).at(2).next(10));

        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(result.error()).contains("empty pages");
    }

    @Test
    void unavailableSourceFailsTheRunWithTheReason() {
        JobFixture fixture = startFixture(5);
        fixture.simulator.faults().set(Fault.digivault(refusal(503, "maintenance")));

        RunResult result = fixture.run(JOB.replace("match:", "retry: {attempts: 2, outage: 1s}\nmatch:"));

        assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(result.error()).contains("DigiVault").contains("503");
    }

    @Test
    void changedJobFileDoesNotResumeUnlessFresh() {
        JobFixture fixture = startFixture(50);
        fixture.simulator
                .faults()
                .set(Fault.heyx(refusal(401, "no")).on(EndpointKind.CREATE).at(10));
        RunResult first = fixture.run(JOB);
        String changed = JobFixture.jobFile(BODY + "  lastName: otherWords(display_name)\n");

        assertThatThrownBy(() -> fixture.run(changed))
                .isInstanceOf(JobRunner.RefusedException.class)
                .hasMessageContaining("fields changed since run " + first.run())
                .hasMessageContaining("--fresh");

        RunOptions fresh = new RunOptions(
                RunOptions.Start.FRESH, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
        RunResult second = fixture.run(changed, fresh);
        assertThat(second.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(second.resumed()).isFalse();
        assertThat(second.run()).isGreaterThan(first.run());
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(50);
    }

    @Test
    void partialRunsLeaveNoCheckpoint() {
        JobFixture fixture = startFixture(40);
        List<DigivaultContact> contacts =
                fixture.simulator.digivault().contacts().toList();

        RunResult limited = fixture.run(JOB, partialRun(OptionalLong.of(7), List.of()));
        RunResult named = fixture.run(
                JOB, partialRun(OptionalLong.empty(), List.of(contacts.get(30).id(), "unknown")));
        RunResult full = fixture.run(JOB);

        assertThat(limited.contacts().read()).isEqualTo(7);
        assertThat(named.contacts().of(Outcome.CREATED)).isEqualTo(1);
        assertThat(named.rejects())
                .singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("not in the source"));
        assertThat(full.resumed()).isFalse();
        assertThat(full.contacts().of(Outcome.UNCHANGED)).isEqualTo(8);
        assertThat(full.contacts().of(Outcome.CREATED)).isEqualTo(32);
    }

    private static RunResult.Channel support(RunResult result) {
        return java.util.Objects.requireNonNull(result.channels().get("support"));
    }

    private static RunOptions partialRun(OptionalLong limit, List<String> only) {
        return new RunOptions(RunOptions.Start.RESUME, limit, only, OptionalLong.empty(), Optional.empty());
    }

    @Test
    void missingContactIsTaggedOnceAndUntaggedWhenItReturns() {
        JobFixture fixture = startFixture(40);
        String job = JobFixture.jobFile(BODY + "on-missing: {tag: Gone}\n");
        fixture.run(job);
        DigivaultContact gone =
                fixture.simulator.digivault().contacts().toList().get(11);
        fixture.simulator.digivault().remove(gone.id());

        RunResult second = fixture.run(job);
        RunResult third = fixture.run(job);

        assertThat(second.contacts().missing()).isEqualTo(1);
        assertThat(second.contacts().read()).isEqualTo(39);
        assertThat(JobFixture.calls(second)).isEqualTo(Map.of("addTags", 1L));
        assertThat(JobFixture.calls(third)).isEmpty();
        assertThat(third.contacts().missing()).isZero();
        assertThat(heyxContact(fixture, gone).tags()).containsExactly("Gone");
        fixture.simulator.digivault().put(gone);
        RunResult fourth = fixture.run(job);
        assertThat(JobFixture.calls(fourth)).isEqualTo(Map.of("removeTags", 1L));
        assertThat(fourth.contacts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(heyxContact(fixture, gone).tags()).isEmpty();
    }

    @Test
    void missingContactsAreCountedOverAllPartsOfARun() {
        JobFixture fixture = startFixture(60);
        String job = JobFixture.jobFile(BODY + "on-missing: {tag: Gone}\n");
        fixture.run(job);
        fixture.simulator
                .digivault()
                .contacts()
                .toList()
                .subList(0, 3)
                .forEach(contact -> fixture.simulator.digivault().remove(contact.id()));

        RunResult stopped = fixture.runWithCallBudget(job, 1);
        RunResult resumed = fixture.runUnchecked(job);

        assertThat(stopped.status()).isEqualTo(RunResult.Status.STOPPED);
        assertThat(stopped.contacts().missing()).isEqualTo(1);
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.contacts().missing()).isEqualTo(3);
        assertThat(JobFixture.calls(resumed)).isEqualTo(Map.of("addTags", 3L));
    }

    private static HeyxContact heyxContact(JobFixture fixture, DigivaultContact contact) {
        return fixture.simulator
                .heyx("support")
                .findAll("digivault_id", contact.id())
                .get(0);
    }

    @Test
    void tooManyMissingContactsStopTheRunBeforeAnyWrite() {
        JobFixture fixture = startFixture(40);
        String job = JobFixture.jobFile(BODY + "on-missing: {tag: Gone}\n");
        fixture.run(job);
        fixture.simulator
                .digivault()
                .contacts()
                .toList()
                .subList(0, 3)
                .forEach(contact -> fixture.simulator.digivault().remove(contact.id()));

        RunResult second = fixture.run(job);

        assertThat(second.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(second.error()).contains("3 of 40").contains("stop-when.missing");
        assertThat(JobFixture.calls(second)).isEmpty();
    }

    @Test
    void channelsShareOneScanAndFilterTheirContacts() {
        JobFixture fixture = startFixture(
                130,
                HeyxOptions.defaults()
                        .withChannels(
                                ChannelOptions.named("support"),
                                ChannelOptions.named("sales").asViber()));
        String job = JobFixture.jobFile("""
                      - name: sales
                        token: ${HEYX_TOKEN_SALES}
                        viber: true
                        calls-per-minute: unlimited
                        when: last_active_at > daysAgo(30)
                """ + BODY + "tags:\n  DigiVault: \"true\"\n");

        RunResult result = fixture.run(job);
        RunResult again = fixture.run(job);

        long sales = fixture.simulator.heyx("sales").size();
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(130);
        assertThat(sales).isBetween(1L, 129L);
        assertThat(result.contacts().read()).isEqualTo(130);
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(130 + sales);
        assertThat(result.contacts().of(Outcome.SKIPPED)).isEqualTo(130 - sales);
        assertThat(result.sourceCalls()).isEqualTo(2);
        assertThat(fixture.simulator.heyx("sales").contacts())
                .allMatch(contact -> contact.tags().equals(List.of("DigiVault")));
        assertThat(JobFixture.calls(again)).isEmpty();
    }

    @Test
    void createOnlyDoesNotChangeExistingContacts() {
        JobFixture fixture = startFixture(20);
        List<DigivaultContact> contacts =
                fixture.simulator.digivault().contacts().toList();
        fixture.simulator
                .heyx("support")
                .create(Map.of("digivault_id", contacts.get(3).id(), "firstName", "Old"), List.of());
        String job = JOB + "mode: create-only\n";

        RunResult first = fixture.run(job);
        fixture.simulator.digivault().put(contacts.get(5).with("display_name", "Changed"));
        RunResult second = fixture.run(job);

        assertThat(first.contacts().of(Outcome.CREATED)).isEqualTo(19);
        assertThat(first.contacts().of(Outcome.SKIPPED)).isEqualTo(1);
        assertThat(heyxContact(fixture, contacts.get(3)).text("firstName")).isEqualTo("Old");
        assertThat(JobFixture.calls(second)).isEmpty();
        assertThat(second.contacts().of(Outcome.SKIPPED)).isEqualTo(2);
        assertThat(second.contacts().of(Outcome.UNCHANGED)).isEqualTo(18);
    }

    @Test
    void updateOnlyCreatesNoContacts() {
        JobFixture fixture = startFixture(20);
        List<DigivaultContact> contacts =
                fixture.simulator.digivault().contacts().toList();
        fixture.simulator
                .heyx("support")
                .create(Map.of("digivault_id", contacts.get(3).id(), "firstName", "Old"), List.of());

        RunResult result = fixture.run(JOB + "mode: update-only\n");

        assertThat(result.contacts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(result.contacts().of(Outcome.SKIPPED)).isEqualTo(19);
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(1);
    }

    @Test
    void createWithLostResponseIsFoundAndNotRepeated() {
        JobFixture fixture = startFixture(12);
        fixture.simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.ResetAfter())
                        .on(EndpointKind.CREATE)
                        .at(4));

        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(12);
        assertThat(fixture.simulator.heyxCalls().count(EndpointKind.CREATE)).isEqualTo(12);
        assertThat(fixture.simulator.heyx("support").size()).isEqualTo(12);
    }

    @Test
    void failedCallsAreRetriedAndCounted() {
        JobFixture fixture = startFixture(40);
        fixture.simulator
                .faults()
                .set(Fault.heyx(refusal(503, "busy")).on(EndpointKind.LOOKUP).at(9));

        RunResult result = fixture.run(JOB);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(JobFixture.calls(result)).isEqualTo(Map.of("lookup", 41L, "create", 40L));
        assertThat(support(result).calls().get("retries")).isEqualTo(1);
    }
}
