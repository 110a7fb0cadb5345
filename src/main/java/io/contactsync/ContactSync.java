package io.contactsync;

import io.contactsync.cli.Commands;
import io.contactsync.support.FatalErrorHandler;

/** The program's entry. */
public final class ContactSync {

    private ContactSync() {}

    /**
     * Runs a command and ends with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        try {
            // First of all: even the classes of the command line may not fit into the heap.
            FatalErrorHandler.install(args);
            System.exit(Commands.execute(args));
        } catch (Throwable e) {
            FatalErrorHandler.end(e);
        }
    }
}
