package io.contactsync.support;

import java.nio.file.Path;

/** A file could not be written for lack of disk space. The message names the file system and the file. */
public final class DiskFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes a failure for which {@link DiskSpace#isExhausted} is true.
     *
     * @param file what was being written, unless the failure names a file itself
     */
    public DiskFullException(Path file, Throwable failure) {
        super(DiskSpace.message(file, failure), failure);
    }
}
