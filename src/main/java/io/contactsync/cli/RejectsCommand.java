package io.contactsync.cli;

import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.report.Formats;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the contacts that are currently rejected. */
@Command(
        name = "rejects",
        description = {
            "Lists the rejected contacts: by whom each was rejected, and why.",
            "A contact leaves the list when a later run syncs it."
        },
        exitCodeList = {
            ExitCode.DONE + ":done, also if the list is empty",
            ExitCode.Help.UNKNOWN,
            ExitCode.Help.FAILED,
            ExitCode.Help.RUNNING
        },
        mixinStandardHelpOptions = true)
final class RejectsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("id", "channel", "by", "reason", "attempts", "run", "at");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write the list to a CSV file (RFC 4180, UTF-8).")
    private @Nullable Path csv;

    /** Created by picocli. */
    public RejectsCommand() {}

    @Override
    public Integer call() {
        CsvOutput.check(spec, csv);
        String name = job.name();
        List<Reject> rejects = new ArrayList<>();
        try (ReadOnlyLedger history = job.findState()
                .flatMap(state -> ReadOnlyLedger.open(state, name))
                .orElseThrow(() -> UnknownJobException.of(name))) {
            history.forEachReject(rejects::add);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(json(name, rejects));
        } else {
            rejects.forEach(reject -> out.println(line(reject)));
            spec.commandLine().getErr().println(summary(rejects));
        }
        out.flush();
        return CsvOutput.write(spec, csv, COLUMNS, rejects.stream().map(RejectsCommand::cells), ExitCode.DONE);
    }

    private static String line(Reject reject) {
        return "%s (%s, run %d, %s): %s%s"
                .formatted(
                        reject.sourceId(),
                        reject.channel(),
                        reject.run(),
                        reject.at().truncatedTo(ChronoUnit.SECONDS),
                        reject.reason(),
                        reject.attempts() == 0
                                ? " [by this job, without a call]"
                                : " [by the target, after %s]".formatted(Formats.count(reject.attempts(), "attempt")));
    }

    private static String by(Reject reject) {
        return reject.attempts() == 0 ? "job" : "target";
    }

    private String summary(List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return "no contact is rejected";
        }
        return "%s rejected; next: contact-sync retry %s   reads them again from the source and retries them"
                .formatted(Formats.count(rejects.size(), "contact"), job.file());
    }

    private static List<?> cells(Reject reject) {
        return List.of(
                reject.sourceId(),
                reject.channel(),
                by(reject),
                reject.reason(),
                reject.attempts(),
                reject.run(),
                reject.at());
    }

    private static String json(String name, List<Reject> rejects) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode().put("job", name).put("count", rejects.size());
        ArrayNode list = root.putArray("rejects");
        for (Reject reject : rejects) {
            list.addObject()
                    .put("id", reject.sourceId())
                    .put("channel", reject.channel())
                    .put("by", by(reject))
                    .put("reason", reject.reason())
                    .put("attempts", reject.attempts())
                    .put("run", reject.run())
                    .put("at", reject.at().toString());
        }
        return mapper.writeValueAsString(root);
    }
}
