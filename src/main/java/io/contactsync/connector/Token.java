package io.contactsync.connector;

/**
 * A secret that opens an API; it prints as asterisks.
 *
 * @param secret the token, printable ASCII without blanks
 */
public record Token(String secret) {

    @Override
    public String toString() {
        return "***";
    }
}
