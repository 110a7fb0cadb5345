package io.contactsync.batch;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.http.ApiResult;
import io.contactsync.support.Redaction;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes a contact's values and the tokens from a server's message before it is stored or printed. */
final class Redactor {

    private static final String TOKEN = "token";

    private Redactor() {}

    /**
     * Redacts a message about one contact.
     *
     * @param contact the contact whose values the message may quote
     * @param draft what was sent
     * @param secrets tokens
     * @return the message with each value replaced by its field's name in brackets, each token by {@code [token]}, and
     *     then cut to 500 characters
     */
    static String redact(String message, Contact contact, Draft draft, List<String> secrets) {
        Redaction redaction = new Redaction();
        contact.fields().forEach((name, value) -> add(redaction, name, value));
        draft.fields().forEach(field -> add(redaction, field.name(), field.value()));
        return apply(redaction, message, secrets);
    }

    /** Redacts a message about a contact whose values are not known: removes the tokens. */
    static String redact(String message, List<String> secrets) {
        return apply(new Redaction(), message, secrets);
    }

    private static String apply(Redaction redaction, String message, List<String> secrets) {
        secrets.forEach(secret -> redaction.add(secret, TOKEN));
        // Already inserted by the client of the API; must not be cut in two either.
        redaction.add("[" + TOKEN + "]", TOKEN);
        return redaction.apply(message, ApiResult.MAX_MESSAGE_LENGTH);
    }

    private static void add(Redaction redaction, String name, @Nullable Object value) {
        if (value instanceof Collection<?> values) {
            values.forEach(one -> add(redaction, name, one));
        } else if (value != null && !(value instanceof Boolean)) {
            redaction.add(value.toString(), name);
        }
    }
}
