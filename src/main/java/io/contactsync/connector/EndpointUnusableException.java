package io.contactsync.connector;

/**
 * A source or target that cannot be used before somebody corrects it, such as a broken file. A command that fails with
 * it ends like one with an invalid job file.
 */
public abstract class EndpointUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message a sentence for the operator: where, what is wrong, what can be done
     */
    protected EndpointUnusableException(String message) {
        super(message);
    }
}
