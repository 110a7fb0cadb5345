package io.contactsync.connector;

/**
 * The secret of an API, printed as asterisks.
 *
 * @param secret the token, printable ASCII without blanks
 */
public record Token(String secret) {

    @Override
    public String toString() {
        return "***";
    }
}
