package io.contactsync.jobfile.yaml;

/** A job file that cannot be used; its message is one sentence with file, line, column, key and what is allowed. */
public final class JobFileError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong with a file as a whole.
     *
     * @param file the file as the operator named it
     * @param sentence what is wrong
     */
    public JobFileError(String file, String sentence) {
        super(file + ": " + Quote.oneLine(sentence));
    }

    /**
     * Says what is wrong at one place of a file.
     *
     * @param file the file as the operator named it
     * @param location where in it
     * @param sentence what is wrong and what is allowed
     */
    public JobFileError(String file, Location location, String sentence) {
        super(file + ":" + location + ": " + Quote.oneLine(sentence));
    }
}
