package io.contactsync.cli;

import io.contactsync.csv.CsvFile;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The file of the option {@code --csv}. */
final class CsvOutput {

    private CsvOutput() {}

    /** Rejects a file that cannot be written, before anything is done. */
    static void check(CommandSpec spec, @Nullable Path file) {
        if (file != null && !AtomicFile.isWritable(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--csv " + file + " cannot be written: it must be a file in an existing, writable directory");
        }
    }

    /**
     * Writes the file, if there is one; called after the result is printed, so that a full disk cannot withhold it.
     *
     * @param exitCode the exit code of the command if the file is written
     * @return the exit code; {@link ExitCode#STOPPED}, and a message on stderr, if the file cannot be written
     */
    static int write(CommandSpec spec, @Nullable Path file, List<String> columns, Stream<List<?>> rows, int exitCode) {
        try {
            if (file != null) {
                CsvFile.write(file, columns, rows);
            }
            return exitCode;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            DiskSpace.isExhausted(e)
                                    ? DiskSpace.message(Objects.requireNonNull(file), e)
                                    : "--csv " + file + " cannot be written: " + e.getMessage()
                                            + "; remove the cause, or name another file, and run the command again");
            return ExitCode.STOPPED;
        }
    }
}
