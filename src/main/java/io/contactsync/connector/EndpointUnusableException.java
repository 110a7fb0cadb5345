package io.contactsync.connector;

/**
 * A source or target that cannot be used until a person corrects it, such as a malformed file. A command that fails
 * with it has the same exit code as with an invalid job file.
 */
public abstract class EndpointUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message a sentence for the user: the location, what is wrong, and what can be done
     */
    protected EndpointUnusableException(String message) {
        super(message);
    }
}
