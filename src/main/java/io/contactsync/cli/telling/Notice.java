package io.contactsync.cli.telling;

import io.contactsync.contact.Outcome;
import io.contactsync.jobfile.setting.Notify.Occasion;
import io.contactsync.ledger.run.Run;
import io.contactsync.report.RunResult;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The word that is posted when a run has ended.
 *
 * @param occasion why it is posted
 * @param result what the run did
 */
public record Notice(Occasion occasion, RunResult result) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * How the job ended the time before.
     *
     * @param status how the run stood then
     * @param rejected how many contacts it had rejected
     */
    public record Before(Run.Status status, long rejected) {

        boolean wasWell() {
            return status == Run.Status.COMPLETED && rejected == 0;
        }
    }

    /**
     * The word about a run.
     *
     * @param result what the run did
     * @param before how the job ended the time before; nothing for its first run, and for a sample, which proves
     *     nothing
     * @return nothing when all is as it was
     */
    public static Optional<Notice> of(RunResult result, Optional<Before> before) {
        if (result.status() != RunResult.Status.COMPLETED) {
            return Optional.of(new Notice(Occasion.FAILURE, result));
        }
        if (result.contacts().of(Outcome.REJECTED) > 0) {
            return Optional.of(new Notice(Occasion.REJECTS, result));
        }
        return before.filter(ending -> !ending.wasWell()).map(ending -> new Notice(Occasion.RECOVERY, result));
    }

    /**
     * The word as it is posted.
     *
     * @return a JSON object; its {@code text} is what chat services show
     */
    public String json() {
        ObjectNode root = JSON.createObjectNode()
                .put("text", text())
                .put("occasion", occasion.name().toLowerCase(java.util.Locale.ROOT))
                .put("job", result.job())
                .put("run", result.run())
                .put("status", result.status().json())
                .put(
                        "startedAt",
                        result.startedAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .put(
                        "finishedAt",
                        result.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode contacts = root.putObject("contacts");
        result.contacts().byName().forEach(contacts::put);
        if (result.error() != null) {
            root.put("error", result.error());
        }
        return JSON.writeValueAsString(root);
    }

    private String text() {
        String run = "contact-sync: " + result.job() + (result.run() == 0 ? " " : " run " + result.run() + " ");
        return switch (occasion) {
            case FAILURE -> run + result.status().json() + (result.error() == null ? "" : ": " + result.error());
            case REJECTS -> run + "done, " + result.contacts().of(Outcome.REJECTED) + " contacts rejected";
            case RECOVERY -> run + "done, all is well again";
        };
    }
}
