package io.contactsync.jobfile.yaml;

/** An unusable job file. The message is one sentence with file, line, column, key and what is allowed. */
public final class JobFileError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports an error in a file as a whole.
     *
     * @param file the file as the user named it
     * @param sentence what is wrong
     */
    public JobFileError(String file, String sentence) {
        super(file + ": " + Quote.oneLine(sentence));
    }

    /**
     * Reports an error at a location in a file.
     *
     * @param file the file as the user named it
     * @param sentence what is wrong and what is allowed
     */
    public JobFileError(String file, Location location, String sentence) {
        super(file + ":" + location + ": " + Quote.oneLine(sentence));
    }
}
