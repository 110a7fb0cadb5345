package io.contactsync.batch;

/** A safety limit of the job stopped the run. The run can be resumed once the cause is fixed. */
final class GuardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message for the user: which limit was exceeded, and how. */
    GuardException(String message) {
        super(message);
    }
}
