package io.contactsync;

/** The program's entry. */
public final class ContactSync {
    private ContactSync() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
