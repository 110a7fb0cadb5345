package io.contactsync.cli;

import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.state.StateDirectory;
import io.contactsync.verify.VerificationResult;
import io.contactsync.verify.Verifier;
import io.contactsync.verify.Verifier.Options.OnDrift;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads contacts back from the target and compares them with the ledger. */
@Command(
        name = "verify",
        description = {
            "Reads contacts back from the target and compares them with the ledger: missing, drifted, same.",
            "It shows what was changed in the target since the last run; between runs the ledger is trusted."
        },
        exitCodeList = {
            ExitCode.DONE + ":done, every contact that was checked is the same",
            ExitCode.Help.DRIFTED,
            ExitCode.Help.UNKNOWN,
            ExitCode.STOPPED + ":stopped or failed before the end, or some contacts could not be read",
            ExitCode.Help.RUNNING,
            ExitCode.Help.TOKEN
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("id", "channel", "target_id", "finding", "fields", "lost_tags", "strange_tags", "reason");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(names = "--sample", paramLabel = "N", description = "Check a random sample of N contacts of each channel.")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Seed of --sample; the same seed draws the same contacts.")
    private @Nullable Long seed;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the differences to a CSV file (RFC 4180, UTF-8).")
    private @Nullable Path csv;

    @Option(names = "--forget-drifted", description = "Make the next run send missing and drifted contacts again.")
    private boolean forget;

    /** Created by picocli. */
    public VerifyCommand() {}

    @Override
    public Integer call() {
        if (sample != null && sample < 1) {
            throw new ParameterException(spec.commandLine(), "--sample must be 1 or more, not " + sample);
        }
        CsvOutput.check(spec, csv);
        JobFile file = job.load();
        StateDirectory state = job.findState().orElseThrow(() -> UnknownJobException.of(file.name()));
        if (!JobLedger.exists(state, file.name())) {
            throw UnknownJobException.of(file.name());
        }
        Verifier.Options options = new Verifier.Options(
                sample == null ? OptionalInt.empty() : OptionalInt.of(sample),
                seed == null ? new Random().nextInt(1_000_000) : seed,
                forget ? OnDrift.FORGET : OnDrift.KEEP);
        VerificationResult verification = verify(file, state, options);
        print(verification, options);
        return CsvOutput.write(
                spec,
                csv,
                COLUMNS,
                verification.differences().stream().map(VerifyCommand::cells),
                exitCode(verification));
    }

    @SuppressWarnings("try") // the signal handler is only opened and closed
    private VerificationResult verify(JobFile file, StateDirectory state, Verifier.Options options) {
        CancellationToken stop = new CancellationToken();
        try (SignalHandler signals =
                SignalHandler.stoppingAtOnce(stop, spec.commandLine().getErr())) {
            return new Verifier(file, state, options, stop).verify();
        }
    }

    private void print(VerificationResult verification, Verifier.Options options) {
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(verification.toJson());
        } else {
            out.print(verification.toText(job.file().toString(), options.onDrift()));
        }
        out.flush();
        if (options.sample().isPresent()) {
            spec.commandLine().getErr().println("sample drawn with --seed " + options.seed());
        }
    }

    private static int exitCode(VerificationResult verification) {
        if (verification.hasDifferences()) {
            return ExitCode.REJECTS;
        }
        return verification.findings().getOrDefault(VerificationResult.ContactResult.Finding.UNREAD, 0L) > 0
                ? ExitCode.STOPPED
                : ExitCode.DONE;
    }

    private static List<?> cells(VerificationResult.ContactResult one) {
        return List.of(
                one.sourceId(),
                one.channel(),
                one.targetId(),
                one.finding().name().toLowerCase(Locale.ROOT),
                String.join(";", one.fields()),
                String.join(";", one.missingTags()),
                String.join(";", one.unexpectedTags()),
                one.reason());
    }
}
