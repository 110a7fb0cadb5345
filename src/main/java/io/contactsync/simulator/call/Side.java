package io.contactsync.simulator.call;

/** The two services. */
public enum Side {
    HEYX("heyx"),
    DIGIVAULT("digivault");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** {@return the name in JSON and paths} */
    public String word() {
        return word;
    }

    /** Reads a name as {@link #word} gives it; anything else is an IllegalArgumentException. */
    public static Side of(String word) {
        for (Side side : values()) {
            if (side.word.equals(word)) {
                return side;
            }
        }
        throw new IllegalArgumentException("service: heyx or digivault, not '" + word + "'");
    }
}
