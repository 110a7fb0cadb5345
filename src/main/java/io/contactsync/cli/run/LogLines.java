package io.contactsync.cli.run;

import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has everything for people logged, line by line, and the log written as JSON. */
final class LogLines extends Writer {

    // Not static: the first logger that is asked for has logback read its file.
    private final Logger log = LoggerFactory.getLogger("io.contactsync.run");
    private final StringBuilder held = new StringBuilder();

    private LogLines() {}

    /**
     * Switches the log to JSON.
     *
     * @return writes to it
     */
    static PrintWriter asJson() {
        // logback.xml names its appender by this; it is read again whenever Spring starts.
        System.setProperty("contact-sync.log", "json");
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
                    log.info("{}", line);
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
