package io.contactsync.support;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Stdout, written when it is flushed: a result that is too large for the memory is not printed at all rather than in
 * part.
 */
public final class ResultOutputStream extends ByteArrayOutputStream {

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    /** Creates a stream to the process's stdout. */
    public ResultOutputStream() {}

    @Override
    public synchronized void flush() throws IOException {
        if (count > 0) {
            FatalErrorHandler.print(out, buf, count);
            reset();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
