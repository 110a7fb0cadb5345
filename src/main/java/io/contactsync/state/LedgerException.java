package io.contactsync.state;

import io.contactsync.support.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;

/** The state cannot be read or written, so the run cannot continue. */
public class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for the operator. */
    public LedgerException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the operator. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates the exception for a file that cannot be written: {@link Unusable}, unless the disk is full, in which case
     * the run can be repeated.
     *
     * @param message the message if the disk is not full
     * @param file what was being written
     */
    public static LedgerException unwritable(String message, Path file, IOException cause) {
        return DiskSpace.isExhausted(cause)
                ? new LedgerException(DiskSpace.message(file, cause), cause)
                : new Unusable(message, cause);
    }

    /** Another process has the job's ledger open: the job is already running. */
    public static final class InUse extends Unusable {

        private static final long serialVersionUID = 1L;

        /** Creates an exception with a message for the operator. */
        public InUse(String message) {
            super(message);
        }
    }

    /** The state cannot be opened. Nothing was done. */
    public static class Unusable extends LedgerException {

        private static final long serialVersionUID = 1L;

        /** Creates an exception with a message for the operator. */
        public Unusable(String message) {
            super(message);
        }

        /** Creates an exception with a message for the operator. */
        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
