package io.contactsync.connector;

/** The source cannot be read completely. The run fails. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message a sentence for the user, without a contact's values
     */
    public SourceException(String message) {
        super(message);
    }
}
