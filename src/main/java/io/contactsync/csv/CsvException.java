package io.contactsync.csv;

import io.contactsync.connector.EndpointUnusableException;
import io.contactsync.support.RegularFile;
import java.nio.file.Path;

/** A CSV file cannot be read or written until a person corrects it. The message names the file and the line. */
sealed class CsvException extends EndpointUnusableException permits CsvException.NotInCharset {

    private static final long serialVersionUID = 1L;

    /**
     * Reports an error of a file as a whole.
     *
     * @param sentence the error and how to correct it
     */
    public CsvException(Path file, String sentence) {
        super(file + ": " + sentence);
    }

    /**
     * Reports an error in one line.
     *
     * @param line the line, from 1
     * @param sentence the error and how to correct it
     */
    public CsvException(Path file, long line, String sentence) {
        super(file + ":" + line + ": " + sentence);
    }

    /**
     * Checks that a file that exists is a regular one; a named pipe could be read only once, and would block.
     *
     * @throws CsvException if it is something else
     */
    static void requireRegular(Path file) {
        RegularFile.otherKind(file).ifPresent(other -> {
            throw new CsvException(file, "this is " + other + "; allowed: " + RegularFile.ALLOWED + ", in CSV format");
        });
    }

    /** The file has bytes that are invalid in its charset. */
    public static final class NotInCharset extends CsvException {

        private static final long serialVersionUID = 1L;

        /**
         * Reports the first line with invalid bytes.
         *
         * @param line the line, from 1
         * @param charset the name of the charset
         */
        public NotInCharset(Path file, long line, String charset) {
            super(
                    file,
                    line,
                    "this line has bytes that are invalid in " + charset
                            + "; set the charset of the file in the job file");
        }
    }
}
