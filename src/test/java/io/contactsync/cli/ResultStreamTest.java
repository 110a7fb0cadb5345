package io.contactsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ResultStreamTest {

    private final StringWriter err = new StringWriter();

    private int exitCode(String failure, int code) {
        ResultStream stream = new ResultStream(new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException(failure);
            }
        });
        PrintWriter out = new PrintWriter(stream, true, UTF_8);
        out.println("result");
        return stream.exitCode(code, new PrintWriter(err));
    }

    @Test
    void fullDiskIsReported() {
        assertThat(exitCode("No space left on device", ExitCode.DONE)).isEqualTo(ExitCode.STOPPED);
        assertThat(err.toString())
                .startsWith(
                        "everything was done, but the result is not written to the standard output: no space left on ")
                .contains("free some and run again");
        assertThat(exitCode("No space left on device", ExitCode.TOKEN_REFUSED)).isEqualTo(ExitCode.TOKEN_REFUSED);
    }

    @Test
    void closedPipeIsNoFailure() {
        assertThat(exitCode("Broken pipe", ExitCode.REJECTS)).isEqualTo(ExitCode.REJECTS);
        assertThat(err.toString()).isEmpty();
    }
}
