package io.contactsync.cli.progress;

/**
 * A part of a line that is all of one colour.
 *
 * @param text its letters
 * @param ink its colour
 */
record Piece(String text, Ink ink) {

    /** What a colour stands for. */
    enum Ink {
        /** Nothing special. */
        PLAIN(""),
        /** As it should be. */
        GOOD("\u001b[32m"),
        /** Worth a look. */
        WARNING("\u001b[33m"),
        /** Went wrong. */
        BAD("\u001b[31m");

        private final String begin;

        Ink(String begin) {
            this.begin = begin;
        }
    }

    static Piece plain(String text) {
        return new Piece(text, Ink.PLAIN);
    }

    /** The text between the terminal's signs for its colour. */
    String coloured() {
        return ink == Ink.PLAIN ? text : ink.begin + text + "\u001b[0m";
    }
}
