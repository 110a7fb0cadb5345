package io.contactsync.cli;

import java.io.Console;

/** What is on the other side of the program's output. */
public final class Terminal {

    private Terminal() {}

    /**
     * Tells whether a line can be drawn over and over.
     *
     * @return true on a terminal that is not a dumb one
     */
    @SuppressWarnings("SystemConsoleNull") // what follows asks the console that Java 22 always has
    public static boolean isLive() {
        Console console = System.console();
        String term = System.getenv("TERM");
        return console != null && isTerminal(console) && term != null && !term.equals("dumb");
    }

    /** From Java 22 on there is a console without a terminal, too; it can be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
