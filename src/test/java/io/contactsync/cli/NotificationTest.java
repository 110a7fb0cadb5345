package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.jobfile.JobFile.Notifications.Occasion;
import io.contactsync.ledger.Run;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.report.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Optional<Notification.PreviousRun> SUCCEEDED = previous(Run.Status.COMPLETED, 0);

    private static Optional<Notification.PreviousRun> previous(Run.Status status, long rejected) {
        return Optional.of(new Notification.PreviousRun(status, rejected));
    }

    private static RunResult result(RunResult.Status status, long rejected) {
        OutcomeCounts counts =
                new OutcomeCounts(9, Map.of(Outcome.CREATED, 9 - rejected, Outcome.REJECTED, rejected), 0);
        return new RunResult(
                "nightly",
                4,
                status,
                false,
                NOON,
                NOON.plusSeconds(9),
                Map.of("support", new RunResult.Channel(counts, Map.of())),
                1,
                List.of(),
                List.of(),
                status == RunResult.Status.COMPLETED ? null : "away",
                null);
    }

    private static Optional<Occasion> occasion(RunResult result, Optional<Notification.PreviousRun> previous) {
        return Notification.of(result, previous).map(Notification::occasion);
    }

    @Test
    void notifiesOfEveryFailureAndEveryRunWithRejects() {
        for (Optional<Notification.PreviousRun> previous : List.of(SUCCEEDED, previous(Run.Status.FAILED, 0))) {
            assertThat(occasion(result(RunResult.Status.FAILED, 0), previous)).contains(Occasion.FAILURE);
            assertThat(occasion(result(RunResult.Status.STOPPED, 0), previous)).contains(Occasion.FAILURE);
            assertThat(occasion(result(RunResult.Status.TOKEN_REFUSED, 3), previous))
                    .contains(Occasion.FAILURE);
            assertThat(occasion(result(RunResult.Status.COMPLETED, 3), previous))
                    .contains(Occasion.REJECTS);
        }
    }

    @Test
    void notifiesOfARecoveryOnce() {
        RunResult done = result(RunResult.Status.COMPLETED, 0);

        assertThat(occasion(done, previous(Run.Status.FAILED, 0))).contains(Occasion.RECOVERY);
        assertThat(occasion(done, previous(Run.Status.STOPPED, 0))).contains(Occasion.RECOVERY);
        assertThat(occasion(done, previous(Run.Status.RUNNING, 0))).contains(Occasion.RECOVERY);
        assertThat(occasion(done, previous(Run.Status.COMPLETED, 2))).contains(Occasion.RECOVERY);
        assertThat(occasion(done, SUCCEEDED)).isEmpty();
        assertThat(occasion(done, Optional.empty())).isEmpty();
    }

    private static String text(Notification notification) {
        return new JsonMapper().readTree(notification.json()).path("text").asString();
    }

    @Test
    void textCountsRejectedContactsInSingularAndPlural() {
        assertThat(text(Notification.of(result(RunResult.Status.COMPLETED, 1), SUCCEEDED)
                        .orElseThrow()))
                .isEqualTo("contact-sync: nightly run 4 done, 1 contact rejected");
        assertThat(text(Notification.of(result(RunResult.Status.COMPLETED, 2), SUCCEEDED)
                        .orElseThrow()))
                .isEqualTo("contact-sync: nightly run 4 done, 2 contacts rejected");
    }

    @Test
    void notificationIsAJsonObject() {
        Notification notification =
                Notification.of(result(RunResult.Status.FAILED, 2), SUCCEEDED).orElseThrow();

        JsonNode json = new JsonMapper().readTree(notification.json());

        assertThat(json.path("text").asString()).isEqualTo("contact-sync: nightly run 4 FAILED: away");
        assertThat(json.path("occasion").asString()).isEqualTo("failure");
        assertThat(json.path("status").asString()).isEqualTo("FAILED");
        assertThat(json.path("run").asInt()).isEqualTo(4);
        assertThat(json.path("contacts").path("rejected").asInt()).isEqualTo(2);
        assertThat(json.path("error").asString()).isEqualTo("away");
    }
}
