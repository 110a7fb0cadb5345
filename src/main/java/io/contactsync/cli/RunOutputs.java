package io.contactsync.cli;

import io.contactsync.support.AtomicFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for a run's additional outputs. */
final class RunOutputs {

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write a report as one HTML file.")
    @Nullable
    Path report;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE.prom",
            description = "Write metrics for Prometheus (node_exporter's textfile collector).")
    @Nullable
    Path metrics;

    @Option(names = "--log-json", description = "Write log lines and progress to stderr as JSON objects.")
    boolean logJson;

    /** Rejects files that cannot be written, before anything is done. */
    void check(CommandSpec spec) {
        check(spec, "--report", report);
        check(spec, "--metrics-file", metrics);
    }

    private static void check(CommandSpec spec, String option, @Nullable Path file) {
        if (file != null && !AtomicFile.isWritable(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + file + " cannot be written: it must be a file in an existing, writable directory");
        }
    }
}
