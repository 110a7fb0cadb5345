package io.contactsync.cli.look;

import io.contactsync.cli.ExitCode;
import io.contactsync.cli.JobArguments;
import io.contactsync.ledger.History;
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
public final class ExplainCommand implements Callable<Integer> {
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
        ContactPast text;
        try (History history =
                job.findState().flatMap(state -> History.open(state, name)).orElseThrow(() -> NothingKnown.of(name))) {
            text = new ContactPast(name, id, history.links(id), history.rejects(id), history.events(id));
        }
        if (text.isEmpty()) {
            throw new NothingKnown("no run of job '" + name + "' has read a contact with the source id '" + id + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(job.json() ? text.json() : text.text());
        out.flush();
        return ExitCode.DONE;
    }
}
