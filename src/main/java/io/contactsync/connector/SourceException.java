package io.contactsync.connector;

/** The source cannot be read to its end: the run cannot go on, and says so. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what the source did.
     *
     * @param message a sentence for the operator, without a contact's values
     */
    public SourceException(String message) {
        super(message);
    }
}
