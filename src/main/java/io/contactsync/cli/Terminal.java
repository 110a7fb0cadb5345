package io.contactsync.cli;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is on the other side of stderr. */
public final class Terminal {

    private static final int USUAL_COLUMNS = 80;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static int columns;
    private static long lookedAt;

    private Terminal() {}

    /**
     * Tells whether a line can be drawn over and over.
     *
     * @return true when stderr is a terminal, and not a dumb one
     */
    public static boolean isLive() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && isTerminal(2);
    }

    /**
     * Tells whether results on stdout may have colours.
     *
     * @return true when stdout is a terminal and colour is welcome
     */
    public static boolean showsColourOnStdout() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && showsColour() && isTerminal(1);
    }

    /** Java's console speaks of stdin and stdout together; the shell can be asked about each. */
    private static boolean isTerminal(int descriptor) {
        try {
            return new ProcessBuilder("sh", "-c", "[ -t " + descriptor + " ]")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // No shell, no terminal that we know how to draw on.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Tells whether colour is welcome (https://no-color.org).
     *
     * @return false when {@code NO_COLOR} is set to anything
     */
    static boolean showsColour() {
        return System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
    }

    /**
     * How wide the terminal is, also after its window was resized.
     *
     * @return columns; {@code COLUMNS} where that is exported, and 80 where nobody knows
     */
    static synchronized int columns() {
        long now = System.nanoTime();
        if (columns == 0 || now - lookedAt > LOOK_AGAIN_NANOS) {
            columns = columns(System.getenv(), answer("stty size < /dev/tty 2> /dev/null"));
            lookedAt = now;
        }
        return columns;
    }

    /** The width by the environment, else by what {@code stty size} says: rows, a blank, columns. */
    static int columns(Map<String, String> environment, String size) {
        String exported = environment.getOrDefault("COLUMNS", "");
        String asked = size.substring(size.indexOf(' ') + 1);
        return isWidth(exported)
                ? Integer.parseInt(exported)
                : isWidth(asked) ? Integer.parseInt(asked) : USUAL_COLUMNS;
    }

    private static boolean isWidth(String text) {
        return text.matches("[1-9][0-9]{0,4}");
    }

    /** What a shell command prints; empty when there is no shell. */
    private static String answer(String command) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            // No shell, no terminal that we know how to draw on.
            return "";
        }
    }
}
