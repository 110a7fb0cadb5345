package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to do after a run.
 *
 * @param command the command to type; empty when there is none
 * @param purpose what it is good for
 */
public record NextStep(String command, String purpose) {

    /**
     * What to do after a run.
     *
     * @param result what the run did
     * @param jobFile the job file's path, for the commands
     * @return the steps in their order; empty when nothing is left to do
     */
    public static List<NextStep> after(RunResult result, String jobFile) {
        List<NextStep> steps = new ArrayList<>();
        if (result.status() == RunResult.Status.TOKEN_REFUSED) {
            steps.add(new NextStep("contact-sync check " + jobFile, "says which token is refused; put a good one in"));
        }
        if (result.status() != RunResult.Status.COMPLETED) {
            steps.add(new NextStep("contact-sync run " + jobFile, "goes on where this run ended"));
        }
        if (result.contacts().of(Outcome.REJECTED) > 0) {
            steps.add(new NextStep("contact-sync rejects " + jobFile, "says what was refused and why"));
            steps.add(new NextStep("contact-sync retry " + jobFile, "tries them again, when the cause is mended"));
        }
        return steps;
    }
}
