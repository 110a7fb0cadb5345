package io.contactsync.cli.run;

import io.contactsync.cli.telling.Logging;
import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has everything for people logged, line by line, and the log written as JSON. */
final class LogLines extends Writer {

    private static final Logger LOG = LoggerFactory.getLogger("io.contactsync.run");
    private final StringBuilder held = new StringBuilder();

    private LogLines() {}

    /**
     * Switches the log to JSON.
     *
     * @return writes to it
     */
    static PrintWriter asJson() {
        Logging.asJson();
        return new PrintWriter(new LogLines(), true);
    }

    @Override
    public void write(char[] text, int from, int length) {
        synchronized (lock) {
            held.append(text, from, length);
            for (int end = held.indexOf("\n"); end >= 0; end = held.indexOf("\n")) {
                String line = held.substring(0, end).stripTrailing();
                held.delete(0, end + 1);
                if (!line.isEmpty()) {
                    LOG.info("{}", line);
                }
            }
        }
    }

    @Override
    public void flush() {
        // A line is logged when it is complete.
    }

    @Override
    public void close() {
        write(new char[] {'\n'}, 0, 1);
    }
}
