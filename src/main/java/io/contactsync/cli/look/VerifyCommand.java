package io.contactsync.cli.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.cli.ExitCode;
import io.contactsync.cli.JobArguments;
import io.contactsync.cli.signal.Signals;
import io.contactsync.http.StopSignal;
import io.contactsync.job.verify.Scope;
import io.contactsync.job.verify.Scope.Afterwards;
import io.contactsync.job.verify.Verification;
import io.contactsync.job.verify.Verified;
import io.contactsync.job.verify.Verifier;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads back from the target and compares with the ledger. */
@Command(
        name = "verify",
        description = {
            "Reads back from the target and compares with the ledger: missing, drifted, same.",
            "Exits with 1 when anything is missing or has drifted, with 3 when the target would not show everything."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader("id", "channel", "target_id", "finding", "fields", "lost_tags", "strange_tags", "reason")
            .get();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(names = "--sample", paramLabel = "N", description = "read N contacts of each channel, drawn at random")
    private @Nullable Integer sample;

    @Option(names = "--seed", paramLabel = "S", description = "the same seed draws the same contacts")
    private @Nullable Long seed;

    @Option(names = "--csv", paramLabel = "FILE", description = "write what differs into a CSV file (RFC 4180, UTF-8)")
    private @Nullable Path csv;

    @Option(names = "--forget-drifted", description = "have the next run send again what is missing or has drifted")
    private boolean forget;

    /** Made by picocli. */
    public VerifyCommand() {}

    @Override
    public Integer call() {
        if (sample != null && sample < 1) {
            throw new ParameterException(spec.commandLine(), "--sample is a number from 1, not " + sample);
        }
        if (csv != null && !WholeFile.isPossible(csv)) {
            throw new ParameterException(
                    spec.commandLine(), "--csv " + csv + " cannot be written; it needs a folder that is there");
        }
        JobFile file = job.load();
        StateDirectory state = job.findState().orElseThrow(() -> NothingKnown.of(file.name()));
        if (!JobLedger.exists(state, file.name())) {
            throw NothingKnown.of(file.name());
        }
        Scope scope = new Scope(
                sample == null ? OptionalInt.empty() : OptionalInt.of(sample),
                seed == null ? new Random().nextInt(1_000_000) : seed,
                forget ? Afterwards.FORGET : Afterwards.KEEP);
        Verification verification = verify(file, state, scope);
        if (csv != null) {
            write(verification, csv);
        }
        show(verification, scope);
        return exitCode(verification);
    }

    @SuppressWarnings("try") // signals are heard, not used
    private Verification verify(JobFile file, StateDirectory state, Scope scope) {
        StopSignal stop = new StopSignal();
        try (Signals signals = Signals.ending(stop, spec.commandLine().getErr())) {
            return new Verifier(file, state, scope, stop).verify();
        }
    }

    private void show(Verification verification, Scope scope) {
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(VerificationText.json(verification));
        } else {
            out.print(VerificationText.text(verification, job.file().toString(), scope.afterwards()));
        }
        out.flush();
        if (scope.sample().isPresent()) {
            spec.commandLine().getErr().println("drawn with --seed " + scope.seed());
        }
    }

    private static int exitCode(Verification verification) {
        if (VerificationText.differs(verification)) {
            return ExitCode.REJECTS;
        }
        return verification.findings().getOrDefault(Verified.Finding.UNREAD, 0L) > 0 ? ExitCode.STOPPED : ExitCode.DONE;
    }

    private void write(Verification verification, Path file) {
        try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file, UTF_8), CSV)) {
            for (Verified one : verification.differences()) {
                printer.printRecord(
                        one.sourceId(),
                        one.channel(),
                        one.targetId(),
                        one.finding().name().toLowerCase(Locale.ROOT),
                        String.join(";", one.fields()),
                        String.join(";", one.lostTags()),
                        String.join(";", one.strangeTags()),
                        one.reason());
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "the file " + file + " cannot be written: " + e);
        }
    }
}
