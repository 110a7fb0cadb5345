package io.contactsync.cli;

import io.contactsync.cli.terminal.TerminalWriter;
import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A writer that logs each complete line, for {@code --log-json}. */
final class LogLineWriter extends Writer {

    private static final Logger LOG = LoggerFactory.getLogger("io.contactsync.run");
    private final StringBuilder buffer = new StringBuilder();

    private LogLineWriter() {}

    /** Switches the log to JSON and returns a writer to it. */
    static PrintWriter asJson() {
        LogbackConfigurator.asJson();
        return new TerminalWriter(new PrintWriter(new LogLineWriter(), true));
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            buffer.append(text, from, length);
            for (int end = buffer.indexOf("\n"); end >= 0; end = buffer.indexOf("\n")) {
                String line = buffer.substring(0, end).stripTrailing();
                buffer.delete(0, end + 1);
                if (!line.isEmpty()) {
                    LOG.info("{}", line);
                }
            }
        }
    }

    @Override
    public void flush() {
        // Lines are logged when they are complete.
    }

    @Override
    public void close() {
        write(new char[] {'\n'}, 0, 1);
    }
}
