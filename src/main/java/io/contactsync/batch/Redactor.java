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

/** Removes a contact's values and the tokens from a server's message before it is stored or printed. */
final class Redactor {

    /** Shorter values are replaced only as whole words: a "1" would otherwise match inside every number. */
    private static final int MIN_PARTIAL_LENGTH = 3;

    private Redactor() {}

    /**
     * Redacts a message about one contact.
     *
     * @param contact the contact whose values the message may quote
     * @param draft what was sent
     * @param secrets tokens
     * @return the message with each value replaced by its field's name in brackets, each token by {@code [token]}
     */
    static String redact(String message, Contact contact, Draft draft, List<String> secrets) {
        Map<String, String> names = new HashMap<>();
        contact.fields().forEach((name, value) -> addNames(names, name, value));
        draft.fields().forEach(field -> addNames(names, field.name(), field.value()));
        secrets.forEach(secret -> names.put(secret, "token"));
        if (names.isEmpty()) {
            return message;
        }
        // In one pass, longest first, so that inserted names are not replaced again.
        String any = names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redactor::pattern)
                .collect(Collectors.joining("|"));
        return Pattern.compile(any)
                .matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement("[" + names.get(found.group()) + "]"));
    }

    private static void addNames(Map<String, String> names, String name, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(one -> addNames(names, name, one));
        } else if (value != null
                && !(value instanceof Boolean)
                && !value.toString().isBlank()) {
            names.put(value.toString(), name);
        }
    }

    private static String pattern(String value) {
        String quoted = Pattern.quote(value);
        return value.length() >= MIN_PARTIAL_LENGTH ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
    }
}
