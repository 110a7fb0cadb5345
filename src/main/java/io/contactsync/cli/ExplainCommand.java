package io.contactsync.cli;

import io.contactsync.ledger.ReadOnlyLedger;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the history of one contact. */
@Command(
        name = "explain",
        description = "Shows the history of one contact from the ledger: its links, rejects and events.",
        exitCodeList = {ExitCode.Help.DONE, ExitCode.Help.UNKNOWN, ExitCode.Help.FAILED, ExitCode.Help.RUNNING},
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Parameters(index = "1", paramLabel = "ID", description = "The contact's id in the source.")
    private String id = "";

    /** Created by picocli. */
    public ExplainCommand() {}

    @Override
    public Integer call() {
        String name = job.name();
        ContactHistoryText text;
        try (ReadOnlyLedger history = job.findState()
                .flatMap(state -> ReadOnlyLedger.open(state, name))
                .orElseThrow(() -> UnknownJobException.of(name))) {
            text = new ContactHistoryText(name, id, history.links(id), history.rejects(id), history.events(id));
        }
        if (text.isEmpty()) {
            throw new UnknownJobException(
                    "no run of job '" + name + "' has read a contact with the source id '" + id + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(text.json());
        } else {
            out.print(text.text());
        }
        out.flush();
        return ExitCode.DONE;
    }
}
