package io.contactsync.batch;

/** A guard of the job stops the run before it does harm; it can be resumed when its cause is mended. */
final class GuardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says which guard and why.
     *
     * @param message a sentence for the operator
     */
    public GuardException(String message) {
        super(message);
    }
}
