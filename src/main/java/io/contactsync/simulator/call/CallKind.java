package io.contactsync.simulator.call;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a call asks for; {@link #OTHER} is none of the documented endpoints. */
public enum CallKind {
    LOOKUP("lookup"),
    GET("get"),
    CREATE("create"),
    UPDATE("update"),
    ADD_TAGS("addTags"),
    REMOVE_TAGS("removeTags"),
    LIST("list"),
    DELETE("delete"),
    OTHER("other");

    private final String word;

    CallKind(String word) {
        this.word = word;
    }

    /** {@return the name in JSON} */
    public String word() {
        return word;
    }

    /** Reads a name as {@link #word} gives it; anything else is an IllegalArgumentException that lists the names. */
    public static CallKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: one of " + words() + ", not '" + word + "'"));
    }

    private static String words() {
        return Arrays.stream(values()).map(CallKind::word).collect(Collectors.joining(", "));
    }
}
