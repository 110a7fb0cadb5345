package io.contactsync.csv.text;

import io.contactsync.connector.EndpointUnusableException;
import java.nio.file.Path;

/** A CSV file that cannot be read or written before somebody corrects it; the message says where. */
public sealed class CsvUnusable extends EndpointUnusableException permits CsvUnusable.NotInCharset {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with a file as a whole.
     *
     * @param file the file
     * @param sentence what is wrong and what can be done
     */
    public CsvUnusable(Path file, String sentence) {
        super(file + ": " + sentence);
    }

    /**
     * Says what is wrong with one line.
     *
     * @param file the file
     * @param line the line, from 1
     * @param sentence what is wrong and what can be done
     */
    public CsvUnusable(Path file, long line, String sentence) {
        super(file + ":" + line + ": " + sentence);
    }

    /** The file has bytes that its charset does not have. */
    public static final class NotInCharset extends CsvUnusable {

        private static final long serialVersionUID = 1L;

        /**
         * Says where.
         *
         * @param file the file
         * @param line the line, from 1
         * @param charset the charset's name
         */
        public NotInCharset(Path file, long line, String charset) {
            super(
                    file,
                    line,
                    "this line has bytes that " + charset + " does not have; name its charset in the job file");
        }
    }
}
