package io.contactsync.cli;

import io.contactsync.jobfile.yaml.JobFileException;
import io.contactsync.state.LedgerException;
import io.contactsync.support.TextLines;
import io.contactsync.verify.Preflight;
import io.contactsync.verify.Preflight.Result.Status;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Preflight: checks that everything a job needs is in place. */
@Command(
        name = "check",
        description = {
            "Checks that everything a job needs is in place; sends nothing.",
            "It checks the job file and its placeholders, the connections to the source and the target and their tokens "
                    + "(one cheap read each), the match fields (one lookup each), the state directory and the clock."
        },
        exitCodeList = {
            ExitCode.Help.DONE,
            ExitCode.REFUSED
                    + ":wrong usage, invalid job file, or a ledger with which a run is refused; nothing was sent",
            ExitCode.STOPPED + ":the source or the target cannot be reached, or the state directory cannot be used",
            ExitCode.TOKEN_REFUSED + ":a token was refused (401, from the source or the target)"
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    /** Created by picocli. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        List<Preflight.Result> findings = findings();
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(json(findings));
        } else {
            findings.forEach(finding -> out.print(lines(finding)));
        }
        out.flush();
        return exitCode(findings);
    }

    private List<Preflight.Result> findings() {
        try {
            return new Preflight(job.load(), job.openState()).check();
        } catch (JobFileException e) {
            return List.of(new Preflight.Result(
                    "job file", Status.WRONG_FILE, String.valueOf(e.getMessage()), "correct it and run check again"));
        } catch (LedgerException.Unusable e) {
            return List.of(new Preflight.Result(
                    "state directory",
                    Status.UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "use another directory with --state, or make this one writable"));
        }
    }

    private static String lines(Preflight.Result finding) {
        String mark = finding.status() == Status.OK ? "✓ " : finding.status() == Status.ADVICE ? "! " : "✗ ";
        TextLines lines = new TextLines().add(mark + finding.what() + ": " + finding.detail());
        return (finding.remedy().isEmpty() ? lines : lines.add("    " + finding.remedy())).toString();
    }

    private String json(List<Preflight.Result> findings) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode()
                .put("job", job.file().toString())
                .put("ok", exitCode(findings) == ExitCode.DONE);
        ArrayNode checks = root.putArray("checks");
        for (Preflight.Result finding : findings) {
            checks.addObject()
                    .put("what", finding.what())
                    .put("verdict", finding.status().name().toLowerCase(Locale.ROOT))
                    .put("ok", finding.status().isPassed())
                    .put("detail", finding.detail())
                    .put("remedy", finding.remedy());
        }
        return mapper.writeValueAsString(root);
    }

    /** The code of the problem to fix first: the job file or the ledger, then a token, then a connection. */
    private static int exitCode(List<Preflight.Result> findings) {
        if (has(findings, Status.WRONG_FILE) || has(findings, Status.REFUSED)) {
            return ExitCode.REFUSED;
        }
        if (has(findings, Status.TOKEN_REFUSED)) {
            return ExitCode.TOKEN_REFUSED;
        }
        return has(findings, Status.UNREACHABLE) ? ExitCode.STOPPED : ExitCode.DONE;
    }

    private static boolean has(List<Preflight.Result> findings, Status status) {
        return findings.stream().anyMatch(finding -> finding.status() == status);
    }
}
