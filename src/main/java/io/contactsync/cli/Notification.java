package io.contactsync.cli;

import io.contactsync.contact.Outcome;
import io.contactsync.jobfile.JobFile.Notifications.Occasion;
import io.contactsync.ledger.Run;
import io.contactsync.report.Formats;
import io.contactsync.report.RunResult;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The notification that is posted to a webhook after a run.
 *
 * @param occasion the reason for posting it
 */
record Notification(Occasion occasion, RunResult result) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * How the job's previous run ended.
     *
     * @param rejected the number of contacts that it rejected
     */
    public record PreviousRun(Run.Status status, long rejected) {

        boolean succeeded() {
            return status == Run.Status.COMPLETED && rejected == 0;
        }
    }

    /**
     * The notification about a run.
     *
     * @param previous the job's previous run; empty for its first run and for a sample, which says nothing about the
     *     job
     * @return empty if this run and the previous one succeeded
     */
    public static Optional<Notification> of(RunResult result, Optional<PreviousRun> previous) {
        if (result.status() != RunResult.Status.COMPLETED) {
            return Optional.of(new Notification(Occasion.FAILURE, result));
        }
        if (result.contacts().of(Outcome.REJECTED) > 0) {
            return Optional.of(new Notification(Occasion.REJECTS, result));
        }
        return previous.filter(run -> !run.succeeded()).map(run -> new Notification(Occasion.RECOVERY, result));
    }

    /** The notification as a JSON object; chat services show its {@code text}. */
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
            case REJECTS ->
                run + "done, " + Formats.count(result.contacts().of(Outcome.REJECTED), "contact") + " rejected";
            case RECOVERY -> run + "done, the problem of the previous run is gone";
        };
    }
}
