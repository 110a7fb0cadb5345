package io.contactsync.cli;

import io.contactsync.support.DiskSpace;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The standard output. A {@code PrintWriter} hides failures, so the first one is kept. */
final class ResultStream extends FilterOutputStream {

    private @Nullable IOException failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /**
     * Returns the exit code of a command whose result may not have been written for lack of space, and says so. A
     * reader that has closed a pipe has what it wanted.
     */
    int exitCode(int code, PrintWriter err) {
        IOException cause = failure;
        if (cause == null || !DiskSpace.isExhausted(cause)) {
            return code;
        }
        boolean isDone = code == ExitCode.DONE || code == ExitCode.REJECTS || code == ExitCode.CHANGES_FOUND;
        err.println((isDone ? "everything was done, but " : "") + "the result is not written to the standard output: "
                + DiskSpace.message(Path.of("/dev/stdout"), cause));
        err.flush();
        return isDone ? ExitCode.STOPPED : code;
    }
}
