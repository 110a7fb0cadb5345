package io.contactsync.batch;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a contact's values and the token out of a server's message before it is kept or printed. */
final class Redactor {

    /** Shorter values are replaced only where they stand alone: a "1" would tear every number apart. */
    private static final int SHORT = 3;

    private Redactor() {}

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
        if (names.isEmpty()) {
            return message;
        }
        // In one pass, longest first: what was put in is not looked at again.
        String any = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redactor::pattern)
                .collect(Collectors.joining("|"));
        return Pattern.compile(any)
                .matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement("[" + names.get(found.group()) + "]"));
    }

    private static void name(Map<String, String> names, String name, @Nullable Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> name(names, name, one));
        } else if (value != null
                && !(value instanceof Boolean)
                && !value.toString().isBlank()) {
            names.put(value.toString(), name);
        }
    }

    private static String pattern(String value) {
        String quoted = Pattern.quote(value);
        return value.length() >= SHORT ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
    }
}
