package io.contactsync.sync;

import static io.contactsync.sync.ChannelFixture.draft;
import static io.contactsync.sync.ChannelFixture.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.claim.Claim;
import io.contactsync.claim.MatchClaims;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Link;
import io.contactsync.state.StateDirectory;
import io.contactsync.sync.RemoteStore.Contact;
import io.contactsync.sync.RemoteStore.Create;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSyncerTest {

    private static final Draft ANN = draft("a", "+1", "Ann");

    private static StateDirectory state;
    private static JobLedger job;

    private ChannelFixture channel;
    private RemoteStore store;

    @BeforeAll
    static void open(@TempDir Path folder) {
        state = StateDirectory.open(folder);
        job = JobLedger.open(state, "job");
    }

    @AfterAll
    static void close() {
        job.close();
    }

    @BeforeEach
    void createChannel(TestInfo test) {
        channel = new ChannelFixture(job, state, test.getDisplayName());
        store = channel.store();
    }

    private void assertHolds(String id, Map<String, Object> fields, String... tags) {
        assertThat(store.contacts()).containsEntry(id, new Contact(fields, Set.of(tags)));
    }

    private static String reason(SyncResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        return java.util.Objects.requireNonNull(result.refusal()).message();
    }

    @Test
    void looksUpAndCreatesNewContactOnce() {
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.calls())
                .containsExactly("find digivault_id", "find phone", "create", "update", "update", "tag");
        assertHolds("t1", fields("a", "+1", "Ann"), "DigiVault");
        assertThat(channel.outcome(ANN)).as("read again in the same run").isEqualTo(Outcome.CREATED);
        channel.startNextRun();
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void sendsOnlyChangedFieldsWithoutALookup() {
        channel.sync(ANN);
        store.calls();
        channel.startNextRun();
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.UPDATED);
        assertThat(store.calls()).containsExactly("update");
        assertHolds("t1", fields("a", "+1", "Anna"), "DigiVault");
    }

    @Test
    void adoptsFoundContactAndSendsOnlyDifferences() {
        store.add(Map.of("phone", "+1", "firstName", "Ann", "nickname", "Annie"), "DigiVault", "Active", "VIP");
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UPDATED);
        assertThat(store.calls()).containsExactly("find digivault_id", "find phone", "update", "untag");
        assertHolds(
                "t1",
                Map.of(
                        "digivault_id", "a",
                        "phone", "+1",
                        "firstName", "Ann",
                        "lastName", "Example",
                        "nickname", "Annie"),
                "DigiVault",
                "VIP");
    }

    @Test
    void foundContactWithoutDifferencesIsUnchanged() {
        store.add(fields("a", "+1", "Ann"), "DigiVault");
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.calls()).containsExactly("find digivault_id");
        channel.startNextRun();
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void rejectsAmbiguousAndForeignContactsWithoutAWrite() {
        store.add(Map.of("phone", "+1"));
        store.add(Map.of("phone", "+1"));
        store.add(Map.of("phone", "+2", "digivault_id", "somebody"));
        assertThat(reason(channel.sync(ANN))).contains("several have its phone");
        assertThat(reason(channel.sync(draft("b", "+2", "Bob")))).contains("somebody else's");
        assertThat(store.calls()).allMatch(call -> call.startsWith("find"));
        assertThat(channel.link("a")).isNull();
    }

    @Test
    void rejectsSecondContactWithTheSamePhoneInEveryRun() {
        Draft twin = draft("b", "+1", "Bob");
        for (int run = 1; run <= 3; run++) {
            channel.sync(ANN);
            assertThat(reason(channel.sync(twin))).isEqualTo("would become the same contact as a: same phone");
            channel.startNextRun();
        }
        assertThat(store.contacts()).hasSize(1);
        assertThat(store.calls())
                .filteredOn("find phone"::equals)
                .as("looked up for the first only")
                .hasSize(1);
    }

    @Test
    void rejectsSecondContactWithTheSamePhoneAfterTheLedgerWasLost() {
        store.add(fields("a", "+1", "Ann"), "DigiVault");
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
        assertThat(reason(channel.sync(draft("b", "+1", "Bob"))))
                .isEqualTo("would become the same contact as a: same phone");
    }

    @Test
    void rejectsSecondContactWithTheSamePhoneWhileTheFirstIsInDoubt() {
        store.nextCreates(Create.DONE_BUT_ANSWER_LOST);
        // Crashes in the lookup that settles the create.
        store.crashAt(6);
        assertCrashes(ANN);
        assertThat(channel.link("a")).extracting("state").isEqualTo(Link.State.INTENDED);
        assertThat(reason(channel.sync(draft("b", "+1", "Bob")))).contains("same contact as a");
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    private void assertCrashes(Draft draft) {
        boolean crashed = false;
        try {
            channel.sync(draft);
        } catch (RemoteStore.Crash e) {
            crashed = true;
        }
        assertThat(crashed).isTrue();
        store.crashAt(Integer.MAX_VALUE);
    }

    @Test
    void swapsPhonesOfTwoLinkedContacts() {
        channel.sync(ANN);
        channel.sync(draft("b", "+2", "Bob"));
        channel.startNextRun();
        assertThat(channel.outcome(draft("a", "+2", "Ann"))).isEqualTo(Outcome.UPDATED);
        assertThat(channel.outcome(draft("b", "+1", "Bob"))).isEqualTo(Outcome.UPDATED);
        assertHolds("t1", fields("a", "+2", "Ann"), "DigiVault");
        assertHolds("t2", fields("b", "+1", "Bob"), "DigiVault");
        assertThat(reason(channel.sync(draft("c", "+2", "Cy")))).contains("same contact as a");
    }

    @Test
    void looksUpAndCreatesVanishedContactAgain() {
        channel.sync(ANN);
        channel.advanceClock(Duration.ofMinutes(6));
        channel.startNextRun();
        store.remove("t1");
        store.calls();
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.CREATED);
        assertThat(store.calls())
                .containsExactly(
                        "write to unknown contact",
                        "find digivault_id",
                        "find phone",
                        "create",
                        "update",
                        "update",
                        "tag");
        assertHolds("t2", fields("a", "+1", "Anna"), "DigiVault");
    }

    @Test
    void doesNotCreateAgainContactThatVanishesInTheSameRun() {
        channel.sync(ANN);
        channel.advanceClock(Duration.ofMinutes(4));
        store.remove("t1");
        store.calls();
        assertThat(reason(channel.sync(draft("a", "+1", "Anna")))).contains("does not show");
        assertThat(store.calls()).containsExactly("write to unknown contact");
        channel.startNextRun();
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2M", "PT-2M", "PT8760H", "PT-8760H"})
    void wallClockStepAfterAKillDoesNotRepeatACreateThatIsNotVisibleYet(Duration step) {
        store.showCreatedAfter(Duration.ofSeconds(20));
        store.crashAt(5);
        assertCrashes(ANN);
        channel.stepWallClock(step);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        channel.stepWallClock(step.negated());
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void wallClockStepAfterACreateDoesNotRepeatItWhileItsIdIsUnknownToTheTarget() {
        channel.sync(ANN);
        store.showCreatedAfter(Duration.ofSeconds(20));
        channel.stepWallClock(Duration.ofHours(2));
        assertThat(reason(channel.sync(draft("a", "+1", "Anna")))).contains("does not show");
        assertThat(store.contacts()).hasSize(1);
    }

    /** Ten processes die one after the other, and lookups show a contact 20 s after its create. */
    @Test
    void looksUpCreateOfEarlierProcessForThirtySecondsHoweverManyProcessesDied() {
        store.showCreatedAfter(Duration.ofSeconds(20));
        store.crashAt(5);
        assertCrashes(ANN);
        assertThat(store.contacts()).hasSize(1);
        for (int process = 2; process <= 10; process++) {
            channel.advanceClock(Duration.ofSeconds(1));
            store.crashAt(2);
            assertCrashes(ANN);
        }
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void looksUpCreateThatWasSentAgainAsLongAsTheFirst() {
        store.showCreatedAfter(Duration.ofSeconds(20));
        store.crashAt(4);
        assertCrashes(ANN);
        assertThat(store.contacts())
                .as("the intent is on disk, the create was not sent")
                .isEmpty();
        channel.advanceClock(Duration.ofHours(2));
        // Crashes after four lookups by id, one by phone, and the second create.
        store.crashAt(8);
        assertCrashes(ANN);
        assertThat(store.contacts()).hasSize(1);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void looksForContactOfAJobWithOtherMatchFieldsBeforeTheCreateIsSentAgain() {
        store.crashAt(4);
        assertCrashes(ANN);
        ChannelFixture other = channel.otherJob("phone");
        assertThat(other.outcome(draft("x", "+1", "Ann"))).isEqualTo(Outcome.CREATED);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.REJECTED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void waitsUntilAnotherJobHasSettledTheSameContact() {
        ChannelFixture other = channel.otherJob("phone");
        try (MatchClaims claims = other.claims()) {
            Claim held = claims.tryAcquire(channel.claimKeys(ANN)).orElseThrow();
            List<Duration> pauses = new ArrayList<>();
            SyncResult result = channel.sync(ANN, time -> {
                pauses.add(time);
                if (pauses.size() == 3) {
                    store.add(fields("a", "+1", "Ann"), "DigiVault");
                    held.created();
                    held.close();
                }
            });
            assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(pauses).hasSize(3);
        }
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void findsContactThatAnotherJobHasJustCreatedAndThatIsNotVisibleYet() {
        store.showCreatedAfter(Duration.ofSeconds(20));
        ChannelFixture other = channel.otherJob("phone");
        assertThat(other.outcome(draft("a", "+1", "Ann"))).isEqualTo(Outcome.CREATED);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.contacts()).hasSize(1);
    }

    /** Both jobs write both fields, and each looks up by only one of them. */
    @Test
    void findsContactOfAJobThatMatchesByAnotherField() {
        store.showCreatedAfter(Duration.ofSeconds(20));
        channel.withMatch(List.of("digivault_id"));
        store = channel.store();
        store.showCreatedAfter(Duration.ofSeconds(20));
        ChannelFixture other = channel.otherJob("phone");
        store.crashAt(4);
        assertCrashes(ANN);
        assertThat(store.contacts()).hasSize(1);
        assertThat(other.outcome(ANN)).isEqualTo(Outcome.UPDATED);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void linkedContactNeedsNoClaim() {
        channel.sync(ANN);
        channel.startNextRun();
        try (MatchClaims claims = channel.otherJob("phone").claims();
                Claim held = claims.tryAcquire(channel.claimKeys(ANN)).orElseThrow()) {
            assertThat(held.status()).isEqualTo(Claim.Status.IN_DOUBT);
            assertThat(channel.sync(draft("a", "+1", "Anna"), time -> {
                                throw new AssertionError("waits");
                            })
                            .outcome())
                    .isEqualTo(Outcome.UPDATED);
        }
    }

    @Test
    void rejectsContactThatIsFoundButGoneWhenWritten() {
        store.add(Map.of("phone", "+1"));
        store.loseWrites();
        assertThat(reason(channel.sync(ANN))).contains("is found in the target as t1, and gone");
        assertThat(store.calls()).containsExactly("find digivault_id", "find phone", "write to unknown contact");
        assertThat(channel.link("a")).isNull();
    }

    @Test
    void completesCreateThatWasDoneButWhoseResponseWasLost() {
        store.nextCreates(Create.DONE_BUT_ANSWER_LOST);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
        assertHolds("t1", fields("a", "+1", "Ann"), "DigiVault");
    }

    @Test
    void repeatsCreateThatWasNotDoneAndWhoseResponseWasLost() {
        store.nextCreates(Create.NOT_DONE_AND_ANSWER_LOST, Create.NOT_DONE_AND_ANSWER_LOST);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.calls()).filteredOn("create"::equals).hasSize(3);
        assertHolds("t1", fields("a", "+1", "Ann"), "DigiVault");
    }

    @Test
    void givesUpCreateAfterThreeAttemptsUntilTheNextRun() {
        Create lost = Create.NOT_DONE_AND_ANSWER_LOST;
        store.nextCreates(lost, lost, lost);
        assertThat(reason(channel.sync(ANN))).contains("sent 3 times and not done");
        channel.startNextRun();
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
    }

    @Test
    void neverRepeatsLostCreateWithoutAMatchValue() {
        channel.withMatch(List.of("phone"));
        store = channel.store();
        Draft nameless = draft("a", null, "Ann");
        store.nextCreates(Create.DONE_BUT_ANSWER_LOST);
        for (int run = 1; run <= 3; run++) {
            assertThat(reason(channel.sync(nameless))).startsWith("in doubt");
            channel.startNextRun();
        }
        assertThat(store.calls()).containsExactly("create");
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void keepsLostCreateInDoubtAfterItsMatchValueChanged() {
        channel.withMatch(List.of("phone"));
        store = channel.store();
        store.crashAt(4);
        assertCrashes(ANN);
        assertThat(reason(channel.sync(draft("a", "+9", "Ann"))))
                .startsWith("in doubt")
                .contains("has changed");
        assertThat(store.contacts()).hasSize(1);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void refusedCreateLeavesNoIntent() {
        store.nextCreates(Create.REFUSED);
        assertThat(reason(channel.sync(ANN))).isEqualTo("create refused");
        assertThat(channel.link("a")).isNull();
        assertThat(channel.outcome(draft("b", "+1", "Bob")))
                .as("the phone is free")
                .isEqualTo(Outcome.CREATED);
    }

    @Test
    void refusedUpdateKeepsTheLinkAndIsRetried() {
        channel.sync(ANN);
        channel.startNextRun();
        store.refuseWrites("not now");
        SyncResult refused = channel.sync(draft("a", "+1", "Anna"));
        assertThat(reason(refused)).isEqualTo("not now");
        assertThat(refused.refusedByTarget()).isTrue();
        store.refuseWrites(null);
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.UPDATED);
    }

    @Test
    void createOnlyDoesNotChangeExistingContacts() {
        channel.withMode(SyncRules.Mode.CREATE_ONLY);
        store.add(Map.of("phone", "+2"));
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.CREATED);
        assertThat(channel.outcome(draft("b", "+2", "Bob"))).isEqualTo(Outcome.SKIPPED);
        channel.startNextRun();
        store.calls();
        assertThat(channel.outcome(draft("a", "+1", "Anna"))).isEqualTo(Outcome.SKIPPED);
        assertThat(channel.outcome(draft("b", "+2", "Bob"))).isEqualTo(Outcome.SKIPPED);
        assertThat(store.calls()).isEmpty();
        assertHolds("t1", Map.of("phone", "+2"));
    }

    @Test
    void updateOnlyCreatesNoContact() {
        channel.withMode(SyncRules.Mode.UPDATE_ONLY);
        store.add(Map.of("phone", "+2"));
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.SKIPPED);
        assertThat(channel.outcome(draft("b", "+2", "Bob"))).isEqualTo(Outcome.UPDATED);
        assertThat(store.contacts()).hasSize(1);
    }

    @Test
    void updateOnlyDropsCreateIntendedInAnotherMode() {
        store.crashAt(4);
        assertCrashes(ANN);
        assertThat(channel.link("a")).extracting("state").isEqualTo(Link.State.INTENDED);
        channel.withMode(SyncRules.Mode.UPDATE_ONLY);
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.SKIPPED);
        assertThat(store.contacts()).isEmpty();
        assertThat(channel.link("a")).isNull();
    }

    @Test
    void tagsMissingContactAndRemovesTheTagWhenItReturns() {
        channel.sync(ANN);
        channel.startNextRun();
        assertThat(channel.handleMissing("a").outcome()).isEqualTo(Outcome.UPDATED);
        assertHolds("t1", fields("a", "+1", "Ann"), "DigiVault", "Gone");
        assertThat(channel.outcome(ANN)).as("back in the same run").isEqualTo(Outcome.UPDATED);
        assertHolds("t1", fields("a", "+1", "Ann"), "DigiVault");
        channel.startNextRun();
        assertThat(channel.outcome(ANN)).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void dropsLinkOfContactGoneFromSourceAndTarget() {
        channel.sync(ANN);
        channel.startNextRun();
        store.remove("t1");
        assertThat(channel.handleMissing("a").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(channel.link("a")).isNull();
    }

    @Test
    void crashAtAnyPointHasTheResultOfAnUninterruptedRun() {
        assertSurvivesCrashes("new", fixture -> {}, ANN, Map.of("t1", fields("a", "+1", "Ann")), Outcome.CREATED);
        assertSurvivesCrashes(
                "found",
                fixture -> fixture.store().add(Map.of("phone", "+1"), "Active"),
                ANN,
                Map.of("t1", fields("a", "+1", "Ann")),
                Outcome.UPDATED);
        assertSurvivesCrashes(
                "linked",
                fixture -> {
                    fixture.sync(ANN);
                    fixture.startNextRun();
                },
                draft("a", "+3", "Anna"),
                Map.of("t1", fields("a", "+3", "Anna")),
                Outcome.UPDATED);
        assertSurvivesCrashes(
                "vanished",
                fixture -> {
                    fixture.sync(ANN);
                    fixture.store().remove("t1");
                    fixture.advanceClock(Duration.ofMinutes(6));
                    fixture.startNextRun();
                },
                draft("a", "+3", "Anna"),
                Map.of("t2", fields("a", "+3", "Anna")),
                Outcome.CREATED);
        assertSurvivesCrashes(
                "lost",
                fixture -> fixture.store().nextCreates(Create.DONE_BUT_ANSWER_LOST),
                ANN,
                Map.of("t1", fields("a", "+1", "Ann")),
                Outcome.CREATED);
    }

    /** Crashes at every possible point in turn, and continues with what is on disk. */
    private void assertSurvivesCrashes(
            String name,
            Consumer<ChannelFixture> before,
            Draft draft,
            Map<String, Map<String, Object>> after,
            Outcome expected) {
        boolean crashed = true;
        for (int point = 1; crashed; point++) {
            ChannelFixture one = new ChannelFixture(job, state, name + " " + point);
            before.accept(one);
            one.store().crashAt(point);
            Outcome outcome = null;
            for (int part = 1; outcome == null && part <= 2; part++) {
                try {
                    outcome = one.outcome(draft);
                } catch (RemoteStore.Crash e) {
                    assertThat(part).as("%s, point %d", name, point).isEqualTo(1);
                }
            }
            crashed = one.store().crashed();
            assertThat(outcome).as("%s, crashed at point %d", name, point).isEqualTo(expected);
            assertThat(one.store().contacts())
                    .as("%s, crashed at point %d", name, point)
                    .hasSize(after.size());
            after.forEach((id, fields) -> assertThat(one.store().contacts())
                    .as("%s", name)
                    .containsEntry(id, new Contact(fields, Set.of("DigiVault"))));
            one.startNextRun();
            one.store().calls();
            assertThat(one.outcome(draft)).isEqualTo(Outcome.UNCHANGED);
            assertThat(one.store().calls()).isEmpty();
        }
    }
}
