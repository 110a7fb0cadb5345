package io.contactsync.jobfile.yaml;

/** An unusable job file. The message is one sentence with file, line, column, key and what is allowed. */
public final class JobFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports an error in a file as a whole.
     *
     * @param file the file as the user named it
     * @param sentence what is wrong
     */
    public JobFileException(String file, String sentence) {
        super(file + ": " + QuotedText.oneLine(sentence));
    }

    /**
     * Reports an error at a location in a file.
     *
     * @param file the file as the user named it
     * @param sentence what is wrong and what is allowed
     */
    public JobFileException(String file, SourceLocations.Location location, String sentence) {
        super(file + ":" + location + ": " + QuotedText.oneLine(sentence));
    }
}
