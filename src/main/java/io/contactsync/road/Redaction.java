package io.contactsync.road;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a contact's values and the token out of a server's message before it is kept or printed. */
public final class Redaction {

    /** Shorter values are replaced only where they stand alone: a "1" would tear every number apart. */
    private static final int SHORT = 3;

    private Redaction() {}

    /**
     * Redacts a message about one contact.
     *
     * @param message what the server said
     * @param contact the contact it may quote
     * @param draft what was sent of it
     * @param secrets tokens
     * @return the message with each value replaced by its field's name in brackets, each token by {@code [token]}
     */
    public static String of(String message, Contact contact, Draft draft, List<String> secrets) {
        Map<String, String> names = new HashMap<>();
        contact.fields().forEach((name, value) -> name(names, name, value));
        draft.fields().forEach(field -> name(names, field.name(), field.value()));
        secrets.forEach(secret -> names.put(secret, "token"));
        String redacted = message;
        List<String> longestFirst = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            redacted = replace(redacted, value, "[" + names.get(value) + "]");
        }
        return redacted;
    }

    private static void name(Map<String, String> names, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            names.put(value.toString(), name);
        }
    }

    private static String replace(String message, String value, String name) {
        if (value.length() >= SHORT) {
            return message.replace(value, name);
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
                .matcher(message)
                .replaceAll(Matcher.quoteReplacement(name));
    }
}
