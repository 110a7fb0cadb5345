package io.contactsync;

import io.contactsync.cli.Commands;

/** The program's entry. */
public final class ContactSync {

    private ContactSync() {}

    /**
     * Runs a command and ends with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(Commands.execute(args));
    }
}
