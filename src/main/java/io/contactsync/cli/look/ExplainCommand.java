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

/** Tells the history of one contact. */
@Command(
        name = "explain",
        description = "Tells the history of one contact from the ledger: its links, and what happened to it when.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Parameters(index = "1", paramLabel = "ID", description = "the contact's id in the source")
    private String id = "";

    /** Made by picocli. */
    public ExplainCommand() {}

    @Override
    public Integer call() {
        String name = job.name();
        ContactPast past;
        try (History history =
                job.findState().flatMap(state -> History.open(state, name)).orElseThrow(() -> NothingKnown.of(name))) {
            past = new ContactPast(name, id, history.links(id), history.rejects(id), history.events(id));
        }
        if (past.isEmpty()) {
            throw new NothingKnown("no run of job '" + name + "' has met a contact with the source id '" + id + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(job.json() ? past.json() : past.text());
        out.flush();
        return ExitCode.DONE;
    }
}
