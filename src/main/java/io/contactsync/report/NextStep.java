package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A suggested next step after a run.
 *
 * @param command the command to enter; empty if there is none
 * @param purpose what the command does
 */
record NextStep(String command, String purpose) {

    /**
     * The next steps after a run, in order.
     *
     * @param jobFile the job file's path, for the commands
     * @return empty if nothing is left to do
     */
    public static List<NextStep> after(RunResult result, String jobFile) {
        List<NextStep> steps = new ArrayList<>();
        if (result.status() == RunResult.Status.TOKEN_REFUSED) {
            steps.add(new NextStep("contact-sync check " + jobFile, "reports which token was refused; replace it"));
        }
        if (result.status() != RunResult.Status.COMPLETED) {
            steps.add(new NextStep("contact-sync run " + jobFile, "continues where this run stopped"));
        }
        if (result.contacts().of(Outcome.REJECTED) > 0) {
            steps.add(new NextStep("contact-sync rejects " + jobFile, "lists what was rejected and why"));
            steps.add(new NextStep("contact-sync retry " + jobFile, "retries them once the cause is fixed"));
        }
        return steps;
    }
}
