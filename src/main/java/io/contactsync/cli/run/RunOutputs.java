package io.contactsync.cli.run;

import io.contactsync.support.AtomicFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a run leaves beside its result. */
final class RunOutputs {

    @Option(names = "--report", paramLabel = "FILE.html", description = "write a report to look at, one HTML file")
    @Nullable
    Path report;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE.prom",
            description = "write figures for Prometheus (node_exporter's textfile collector)")
    @Nullable
    Path metrics;

    @Option(names = "--log-json", description = "log lines on stderr as JSON objects, progress too")
    boolean logJson;

    /** Refuses files that cannot be written, while nothing is done yet. */
    void check(CommandSpec spec) {
        check(spec, "--report", report);
        check(spec, "--metrics-file", metrics);
    }

    private static void check(CommandSpec spec, String option, @Nullable Path file) {
        if (file != null && !AtomicFile.isWritable(file)) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + file + " cannot be written; it needs a folder that is there");
        }
    }
}
